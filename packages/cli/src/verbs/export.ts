import type { Command } from 'commander';
import { pathText } from '../arguments.js';
import { formatBytes } from '../format.js';
import { cacheOption } from './cache-option.js';

interface ExportArguments {
  readonly out?: string;
  readonly cache?: string;
  readonly json?: true;
}

/** `resnet export <folder>`: a trained network as a safetensors file with PyTorch's names. */
export const addExport = (program: Command): void => {
  program
    .command('export')
    .description(
      "write a trained network as a safetensors file with PyTorch's names: torchvision's for networks of ImageNet",
    )
    .argument('<folder>', 'of a run or of an imported network')
    .option('--out <file>', 'where it goes (default: its name and seed with .safetensors, here)', pathText)
    .addOption(cacheOption())
    .option('--json', 'print what was written as JSON')
    .addHelpText('after', '\nExample:\n  $ resnet export networks/authors-resnet-50 --out resnet-50.safetensors')
    .action(exportTrained);
};

const exportTrained = async (folder: string, { out, cache, json }: ExportArguments): Promise<void> => {
  const { exportNetwork } = await import('@resnet/training');
  const { loadData } = await import('../load-data.js');
  // The mean that a run subtracts is of its training images; where they are not here, it is said in words.
  const dataOf = (dataset: string) =>
    loadData(dataset, cache).catch((error: unknown) => {
      console.error((error as Error).message);
      return null;
    });
  const { file, name, network, naming, bytes, remarks } = await exportNetwork(folder, out, dataOf);
  for (const remark of remarks) console.error(remark);
  const names = naming === 'torchvision' ? "torchvision's names" : 'our names, with dots for slashes';
  const of = name === network ? name : `${name} (${network})`;
  console.log(
    json
      ? JSON.stringify({ file, name, network, naming, bytes, remarks }, null, 2)
      : `${of} is written to ${file}, ${formatBytes(bytes)}. Its parameters have ${names}.`,
  );
};
