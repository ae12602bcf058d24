import type { DatasetName } from '@resnet/models';
import { Option, type Command } from 'commander';
import { oneOf, pathText } from '../arguments.js';
import { describePlan, type PlanChoice } from '../describe-plan.js';
import { lookUp, UsageError } from '../errors.js';
import { drawNetwork } from '../draw-network.js';
import { formatCount } from '../format.js';

interface DescribeOptions extends PlanChoice {
  readonly dataset?: DatasetName;
  readonly json?: true;
  readonly plan?: true;
  readonly svg?: string;
}

/** `resnet describe <network>`: layers, output sizes, parameters, multiply-adds; with `--plan` what computes them. */
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
    .option('--plan', 'which kernel computes each layer with engine onednn, and what is fused into it')
    .addOption(
      new Option(
        '--precision <name>',
        'of the plan: bf16 or f32 (default: bf16 where the instruction set has it)',
      ).argParser(oneOf('precision', ['bf16', 'f32'])),
    )
    .option(
      '--isa <name>',
      'instruction set of the plan: amx-bf16, avx512-bf16, avx512, avx2 or portable (default: of this machine)',
    )
    .addOption(
      new Option('--svg <file>', 'draw it, layer by layer, as Figure 3 of the paper draws networks')
        .argParser(pathText)
        .conflicts(['json', 'plan', 'isa', 'precision']),
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ resnet describe resnet-56 --json\n  $ resnet describe resnet-20 --plan --isa avx2\n  $ resnet describe resnet-34 --svg resnet-34.svg',
    )
    .action(describe);
};

const describe = async (name: string, options: DescribeOptions): Promise<void> => {
  const { dataset, json, plan, svg, isa, precision } = options;
  const { describeNetwork, formatShape, networkNamed } = await import('@resnet/models');
  const named = lookUp(() => networkNamed(name, { dataset }));
  if (plan) return describePlan(named, options);
  if (svg !== undefined) return drawNetwork(named, svg);
  if (isa ?? precision) throw new UsageError('--isa and --precision are of a plan: add --plan');
  const description = describeNetwork(named);
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
