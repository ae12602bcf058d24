import { describeNetwork } from '@resnet/models';
import { runIdentity, runKey } from '@resnet/run-log';
import type { Experiment, Member } from '@resnet/training';
import { lookUp, UsageError } from './errors.js';
import { listNames } from './suggest.js';

/** What there is already. */
export interface Known {
  /** The suite's experiments. */
  readonly others: readonly Experiment[];
  /** CIFAR-10, the published sets of photographs, and those that are packed here. */
  readonly datasets: readonly string[];
}

/**
 * Checks what a compiler has not: that a value somebody wrote is an experiment whose runs are told apart, from those of the
 * suite's experiments too, and whose networks fit together. Throws a `UsageError` otherwise.
 */
export function checkExperiment(value: unknown, { others, datasets }: Known): asserts value is Experiment {
  const { id, reproduces, claim, dataset, members } = value as Partial<Experiment>;
  expectThat(isText(id), 'id', 'a text such as mine/wider', id);
  expectThat(
    others.every((other) => other.id !== id),
    'id',
    'one that no experiment of the suite has',
    id,
  );
  expectThat(isText(reproduces), 'reproduces', 'a text', reproduces);
  expectThat(isText(claim), 'claim', 'a text', claim);
  expectThat(isText(dataset) && datasets.includes(dataset), 'dataset', datasetNames(datasets), dataset);
  expectThat(Array.isArray(members) && members.length > 0, 'members', 'a list of members', members);
  const list: readonly Member[] = members;
  for (const [index, member] of list.entries()) checkMember({ id }, member, `members[${index}]`);
  const names = list.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  expectThat(twice === undefined, 'members', 'names that differ', twice);
}

const datasetNames = (names: readonly string[]): string =>
  `${listNames(names)} (\`resnet data pack <name>\` adds your own)`;

const checkMember = (experiment: Pick<Experiment, 'id'>, member: Partial<Member>, at: string): void => {
  const { name, network, recipe, seeds, runs } = member;
  expectThat(isText(name), `${at}.name`, 'a text such as resnet-20/wider', name);
  expectThat(network !== undefined, `${at}.network`, 'a network', network);
  expectThat(recipe !== undefined, `${at}.recipe`, 'a recipe', recipe);
  const whole =
    Array.isArray(seeds) && seeds.length > 0 && seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0);
  expectThat(whole, `${at}.seeds`, 'a list of whole numbers', seeds);
  lookUp(() => {
    runKey(runIdentity(experiment, { name, runs }, { budget: 'smoke', seed: 1 }));
    describeNetwork(network);
  });
};

function expectThat(holds: boolean, what: string, expected: string, found: unknown): asserts holds {
  if (!holds) throw new UsageError(`expected ${expected} as ${what} of the experiment, got ${JSON.stringify(found)}`);
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
