import type { DatasetName } from '@resnet/models';
import type { Command } from 'commander';
import { oneOf } from '../arguments.js';
import { lookUp } from '../errors.js';
import { formatCount } from '../format.js';

interface DescribeOptions {
  readonly dataset?: DatasetName;
  readonly json?: true;
}

/** `resnet describe <network>`: layers, output sizes, parameters, multiply-adds. */
export const addDescribe = (program: Command): void => {
  program
    .command('describe')
    .description("a network's layers, output sizes, parameters and multiply-adds")
    .argument('<network>', 'as in the paper: resnet-56, plain-34, resnet-34-B')
    .option(
      '--dataset <name>',
      'cifar10 or imagenet, where a depth fits both',
      oneOf('dataset', ['cifar10', 'imagenet']),
    )
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ resnet describe resnet-56 --json')
    .action(describe);
};

const describe = async (name: string, { dataset, json }: DescribeOptions): Promise<void> => {
  const { describeNetwork, formatShape, networkNamed } = await import('@resnet/models');
  const description = describeNetwork(lookUp(() => networkNamed(name, { dataset })));
  if (json) {
    console.log(JSON.stringify(description, null, 2));
    return;
  }
  const { textTable } = await import('../text-table.js');
  const { network, shortcut, depth, parameters, multiplyAdds, layers } = description;
  const option = shortcut === null ? '' : `, option ${shortcut}`;
  console.log(`${network} for ${description.dataset}: ${depth} weighted layers${option}`);
  console.log(`${formatCount(parameters)} parameters, ${formatCount(multiplyAdds)} multiply-adds per image\n`);
  const columns = [
    { head: 'layer' },
    { head: 'kind' },
    { head: 'output' },
    { head: 'parameters', align: 'right' },
    { head: 'multiply-adds', align: 'right' },
  ] as const;
  const rows = layers.map((layer) => [
    layer.path,
    layer.kind,
    formatShape(layer.output),
    formatCount(layer.parameters),
    formatCount(layer.multiplyAdds),
  ]);
  console.log(textTable(columns, rows));
};
