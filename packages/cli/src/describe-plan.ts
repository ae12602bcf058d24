import type { InstructionSet } from '@resnet/engine-onednn';
import type { Network } from '@resnet/models';
import { loadPlanner } from './engines.js';
import { UsageError } from './errors.js';
import { unknownName } from './suggest.js';

/** What a plan of passes is for. */
export interface PlanChoice {
  /** The instruction set our own kernels run on; this machine's where not given. */
  readonly isa?: string;
  /** bf16 where not given and the instruction set multiplies it. */
  readonly precision?: 'f32' | 'bf16';
}

/** Prints which passes engine onednn computes a network with: a table for people, or the plan itself as JSON. */
export const describePlan = async (
  network: Network,
  { json, ...choice }: PlanChoice & { readonly json?: true },
): Promise<void> => {
  const { describePasses, legend, passesInWords, ...planner } = await loadPlanner();
  const { flatten } = await import('@resnet/engine');
  const isa = instructionSet(planner, choice.isa);
  const { precision = isa.endsWith('bf16') ? 'bf16' : 'f32' } = choice;
  const operations = describePasses(flatten(network), { isa, precision });
  if (json) {
    console.log(JSON.stringify({ network: network.name, isa, precision, operations }, null, 2));
    return;
  }
  const { textTable } = await import('./text-table.js');
  console.log(`${network.name} in ${precision} by engine onednn on ${isa}\n`);
  const columns = ['layer', 'operation', 'training', 'inference', 'backward'].map((head) => ({ head }));
  const rows = operations.map(({ path, operation, passes }) => {
    const { training, inference, backward } = passesInWords(passes);
    return [path, operation, training, inference, backward];
  });
  console.log(`${textTable(columns, rows)}\n\n${legend.join('\n')}`);
};

type Planner = Pick<Awaited<ReturnType<typeof loadPlanner>>, 'instructionSets' | 'loadOnednnEngine'>;

/**
 * The one asked for, or this machine's. Throws a `UsageError` for an unknown one, and where the addon that would tell
 * is missing.
 */
const instructionSet = ({ instructionSets, loadOnednnEngine }: Planner, wanted?: string): InstructionSet => {
  const loaded = wanted === undefined ? loadOnednnEngine() : null;
  if (loaded && 'unavailable' in loaded)
    throw new UsageError(`--isa must say for which processor: ${loaded.unavailable}`);
  const name = wanted ?? loaded?.engine.versions.isa;
  const found = instructionSets.find((isa) => isa === name);
  if (found === undefined) throw new UsageError(unknownName('instruction set', String(name), instructionSets));
  return found;
};
