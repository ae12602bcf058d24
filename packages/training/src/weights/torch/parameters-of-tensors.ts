import type { Parameters, Program } from '@resnet/engine';
import { parametersIn, type Tensor } from '../../checkpoints/index.js';
import { knownNames, type TensorNames } from './tensor-names.js';

export interface NamedParameters {
  readonly parameters: Parameters;
  readonly naming: TensorNames['naming'];
}

/** Before every name where a network was wrapped to train on several GPUs. */
const wrapper = 'module.';

/**
 * The parameters of a program in the tensors of a file, by whichever names it has. All must be there in their shapes,
 * and nothing else but counts of mini-batches. Throws a `TypeError` naming the file and what is missing or unexpected.
 */
export const parametersOfTensors = (
  program: Program,
  tensors: ReadonlyMap<string, Tensor>,
  file: string,
): NamedParameters => {
  const unwrapped = new Map([...tensors].map(([name, tensor]) => [unwrap(name), tensor]));
  const matches = knownNames.map((names) => matchNames(program, unwrapped, names));
  const [first, ...others] = matches;
  if (first === undefined) throw new TypeError('expected names to look for, got none');
  const best = others.reduce((least, match) => (match.missing.length < least.missing.length ? match : least), first);
  checkMatch(program.name, best, file);
  const renamed = new Map(best.names.map(([path, name]) => [path, unwrapped.get(name)] as [string, Tensor]));
  return { parameters: parametersIn(program.parameters, renamed, file), naming: best.naming };
};

const unwrap = (name: string): string => (name.startsWith(wrapper) ? name.slice(wrapper.length) : name);

interface Match extends Pick<TensorNames, 'naming'> {
  /** Each path with its name. */
  readonly names: readonly (readonly [string, string])[];
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
}

const matchNames = (program: Program, tensors: ReadonlyMap<string, Tensor>, { naming, nameOf }: TensorNames): Match => {
  const names = program.parameters.map(({ path }): [string, string] => [path, nameOf(path)]);
  const wanted = new Set(names.map(([, name]) => name));
  const missing = [...wanted].filter((name) => !tensors.has(name));
  const unexpected = [...tensors.keys()].filter((name) => !wanted.has(name) && !name.endsWith('num_batches_tracked'));
  return { naming, names, missing, unexpected };
};

const checkMatch = (network: string, { missing, unexpected }: Match, file: string): void => {
  if (missing.length === 0 && unexpected.length === 0) return;
  const found = [
    missing.length === 0 ? [] : [`without ${listed(missing)}`],
    unexpected.length === 0 ? [] : [`with ${listed(unexpected)}`],
  ].flat();
  throw new TypeError(
    `${file}: expected the parameters of ${network} and no others, found them ${found.join(', and ')}`,
  );
};

/** Names that an error lists: a network has hundreds. */
const listedAtMost = 4;

const listed = (names: readonly string[]): string => {
  const more = names.length - listedAtMost;
  return [...names.slice(0, listedAtMost), ...(more > 0 ? [`${more} more`] : [])].join(', ');
};
