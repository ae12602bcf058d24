import type { Run, RunRecord } from '@resnet/run-log';
import { commitsText, finalError, type Measure, shortfall, topsOf } from '../runs/index.js';
import { formatErrors } from '../tables/index.js';
import { formatCount, printedName } from '../words.js';
import { escapeHtml as text } from './escape-html.js';

/** One run of the report page: its result in the summary line, and below it all that is needed to repeat it. */
export const runSection = (run: Run): string => {
  const { record } = run;
  const items = facts(run).map(([name, value]) => `<dt>${text(name)}</dt><dd>${value}</dd>`);
  return `<details>
<summary><span>${text(`${printedName(record.member)}, seed ${record.seed}`)}</span> <span class="outcome">${text(outcome(run))}</span></summary>
<dl>
${items.join('\n')}
</dl>
</details>`;
};

const outcome = (run: Run): string => {
  if (finalError(run, 'training') === null) return shortfall(run) ?? 'finished, without final numbers';
  return `training error ${errorText(run, 'training')}, test error ${errorText(run, 'test')}`;
};

const errorText = (run: Run, measure: Measure): string => {
  const error = finalError(run, measure);
  if (error === null) return 'not measured';
  return formatErrors(error, topsOf([run]).includes('top-5') ? finalError(run, measure, 'top-5') : null);
};

/** Names and values of the description list, the values HTML. */
const facts = ({ record, folder }: Run): readonly (readonly [string, string])[] => [
  ['To repeat', repeatCommand(record)],
  ['Log', code(folder)],
  ['Network', text(networkText(record))],
  ['Data', text(`${record.dataset.name}, ${formatCount(record.dataset.trainingImages)} training images`)],
  ['Recipe', code(JSON.stringify(record.recipe))],
  ['Engine', text(engineText(record))],
  ['Machine', text(machineText(record))],
  ['Time', text(`${formatDuration(record.wallSeconds)}, started ${record.startedAt}`)],
  ['Commit', text(commitsText(record))],
  ['Deviations', list(record.deviations)],
  ['Events', list(record.events.map(({ iteration, message }) => `iteration ${formatCount(iteration)}: ${message}`))],
];

/** Into a folder of its own: where a finished run lies already, it would not be trained again. */
const repeatCommand = (record: RunRecord): string => {
  const { budget, member, seed, engine, precision, threads, groupsAtOnce } = record;
  const groups = groupsAtOnce === undefined ? '' : ` --groups-at-once ${groupsAtOnce}`;
  return code(
    `npx resnet run ${experimentText(record)} --budget ${budget} --only ${member} --seeds ${seed} --engine ${engine.name} --precision ${precision} --threads ${threads}${groups} --out repeated`,
  );
};

/** So begin the ids of the suite's experiments, and no others. Any other is run from its file, which no record names. */
const ofSuite = /^(cifar10|imagenet|imagenette)\//;
const experimentText = ({ experiment }: RunRecord): string =>
  ofSuite.test(experiment) ? experiment : `<the file of ${experiment}>`;

const networkText = ({ network }: RunRecord): string =>
  [
    network.name,
    ...(network.shortcut === null ? [] : [`shortcut option ${network.shortcut}`]),
    `${formatCount(network.parameters)} parameters`,
    `${formatCount(network.multiplyAdds)} multiply-adds`,
  ].join(', ');

const engineText = ({ engine, precision, threads }: RunRecord): string => {
  const versions = Object.entries(engine.versions).map(([name, version]) => `${name} ${version}`);
  return [engine.name, engine.description, ...versions, precision, `${threads} threads`].join(', ');
};

const machineText = ({ machine }: RunRecord): string =>
  `${machine.cpu}, ${machine.cores} cores, ${(machine.memoryBytes / 2 ** 30).toFixed(1)} GiB, ${machine.os}, Node ${machine.node}`;

const formatDuration = (wallSeconds: number): string => {
  const seconds = Math.round(wallSeconds);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

const code = (content: string): string => `<code>${text(content)}</code>`;

const list = (items: readonly string[]): string =>
  items.length === 0 ? 'none recorded' : `<ul>${items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>`;
