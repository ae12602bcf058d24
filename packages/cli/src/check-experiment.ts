import type { Precision } from '@resnet/engine';
import { describeNetwork, type Network } from '@resnet/models';
import { networkShape, runIdentity, runKey, shapes } from '@resnet/run-log';
import {
  checkPhotoSizes,
  countGroups,
  differences,
  statisticsGroup,
  type Experiment,
  type Member,
} from '@resnet/training';
import { lookUp, UsageError } from './errors.js';
import { exactly, strayInLayers, wordOf } from './exact-shapes.js';
import { firstDifference } from './first-difference.js';
import { recipeShape } from './recipe-shape.js';
import { listNames } from './suggest.js';

const { boolean, listOf, optional, shape, text } = shapes;

/** What there is already. */
export interface Known {
  /** The suite's experiments. */
  readonly others: readonly Experiment[];
  /** CIFAR-10, the published sets of photographs, and those that are packed here; any where not given. */
  readonly datasets?: readonly string[] | undefined;
}

/**
 * Checks what a compiler has not: that a value somebody wrote is an experiment whose runs are told apart, from those of the
 * suite's experiments too, whose recipes say what they seem to, and whose networks fit together; and that a member which
 * shares the runs of the suite is trained as they are. Throws a `UsageError` otherwise.
 */
export function checkExperiment(value: unknown, { others, datasets }: Known): asserts value is Experiment {
  const mismatch = experimentShape(datasets)(value, []);
  if (mismatch !== null) throw unexpected(mismatch);
  const { id, members, enough = [] } = value as Experiment;
  const names = [...new Set(others.map((other) => other.id.replace(/\/.*/, '/')))];
  if (names.some((name) => id.startsWith(name))) {
    const expected = `a text that does not begin with ${listNames(names)}, as the ids of the suite do,`;
    throw unexpected({ path: ['id'], expected, found: id });
  }
  for (const member of members) {
    checkMember({ id }, member);
    if (member.runs !== undefined && member.runs !== id) checkShared(member, others);
  }
  const ofMembers = members.map(({ name }) => name);
  const twice = ofMembers.find((name, index) => ofMembers.indexOf(name) !== index);
  if (twice !== undefined) throw unexpected({ path: ['members'], expected: 'names that differ', found: twice });
  const other = enough.find((name) => !ofMembers.includes(name));
  if (other !== undefined) throw unexpected({ path: ['enough'], expected: 'names of its members', found: other });
}

const checkMember = (experiment: Pick<Experiment, 'id'>, member: Member): void => {
  const { name, runs, network, recipe } = member;
  lookUp(() => {
    runKey(runIdentity(experiment, { name, runs }, { budget: 'smoke', seed: 1 }));
    describeNetwork(network);
    checkPhotoSizes(member);
  });
  if (Number.isInteger(countGroups(recipe))) return;
  const groups = `statistics groups of ${statisticsGroup(recipe)} images`;
  throw new UsageError(`expected a mini-batch of ${name} that is a multiple of its ${groups}, got ${recipe.batchSize}`);
};

/** A run of a changed member, in the place of the suite's, would be counted as one of the suite. */
const checkShared = ({ name, runs, ...own }: Member, others: readonly Experiment[]): void => {
  const owner = others.find(({ id }) => id === runs);
  if (owner === undefined) return;
  const advice = 'leave out `runs`, so that its runs are its own';
  const shared = owner.members.find((member) => member.name === name);
  if (shared === undefined) {
    throw new UsageError(`expected a member of ${owner.id} as ${name}, whose \`runs\` it names, found none: ${advice}`);
  }
  const { network, recipe, precision = own.precision } = shared;
  const asThere = { network, recipe, precision };
  const here = { network: own.network, recipe: own.recipe, precision: own.precision };
  const found = differences(asThere, here);
  if (found.length === 0) return;
  throw new UsageError(
    `expected ${name} as in ${owner.id}, whose \`runs\` it names, found another (${firstDifference(found)}): ${advice}`,
  );
};

const experimentShape = (datasets: Known['datasets']): shapes.JsonShape =>
  exactly<Experiment>({
    id: textSuchAs('mine/wider'),
    reproduces: someText,
    claim: someText,
    dataset: datasets === undefined ? someText : knownDataset(datasets),
    members: (value, path) => someMembers(value, path) ?? listOf(memberShape)(value, path),
    paired: optional(boolean),
    enough: optional(listOf(text)),
  });

const knownDataset = (names: readonly string[]): shapes.JsonShape =>
  shape(
    `${listNames(names)} (\`resnet data pack <name>\` adds your own)`,
    (value) => isText(value) && names.includes(value),
  );

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isSeed = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isSomeOf = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length > 0;

const someText = shape('a text', isText);
const textSuchAs = (example: string): shapes.JsonShape => shape(`a text such as ${example}`, isText);
const someMembers = shape('a list of members', isSomeOf);

const memberShape = exactly<Member>({
  name: textSuchAs('resnet-20/wider'),
  network: (value, path) => networkShape(value, path) ?? strayInLayers((value as Network).layers, [...path, 'layers']),
  recipe: recipeShape,
  precision: optional(wordOf<Precision>({ bf16: true, f32: true, f64: true })),
  seeds: shape('a list of whole numbers', (value) => isSomeOf(value) && value.every(isSeed)),
  runs: optional(text),
});

const unexpected = ({ path, expected, found }: shapes.Mismatch): UsageError => {
  const what = path.map((part, depth) => (/^\d+$/.test(part) ? `[${part}]` : `${depth === 0 ? '' : '.'}${part}`));
  // NaN has no JSON.
  const text = typeof found === 'number' ? String(found) : JSON.stringify(found);
  const got = found === undefined ? 'nothing' : shortened(text);
  return new UsageError(`expected ${expected} as ${what.join('')} of the experiment, got ${got}`);
};

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)} …` : text);
