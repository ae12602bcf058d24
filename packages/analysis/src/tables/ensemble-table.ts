import type { EnsembleMember, EnsembleRecord } from '@resnet/run-log';
import type { PrintedTable } from '../paper/index.js';
import { isOfExperiment, outputName, type OutputExperiment } from '../runs/index.js';
import { formatCount, printedName } from '../words.js';
import { formatError } from './measurement.js';
import type { Column, Table } from './table.js';

const none = '–';

const ownColumns: readonly Column[] = [
  { name: 'members', kind: 'text' },
  { name: 'protocol', kind: 'text' },
  { name: 'images', kind: 'text' },
  { name: 'ours, top-1', kind: 'number' },
  { name: 'ours, top-5', kind: 'number' },
  { name: 'best member, top-1', kind: 'number' },
  { name: 'best member, top-5', kind: 'number' },
];

const ownNotes = [
  'Errors in percent. An ensemble’s scores are the average of its members’ softmax scores.',
  'The best member is the one with the lowest top-1 error by itself, by the same protocol on the same images.',
];

/** Table 5: the paper's ensembles, quoted, and those of this suite's networks of 1000 classes. */
export const table5 = ({ id, title, rows, notes }: PrintedTable, ensembles: readonly EnsembleRecord[]): Table => {
  const ours = ensembles.filter(isOfTable5).flatMap(ensembleRows);
  return {
    id,
    title,
    columns: [
      { name: 'method', kind: 'text' },
      { name: 'paper, top-5 on the test set', kind: 'number' },
      ...ownColumns,
    ],
    rows: [
      ...rows.map(({ method, top5 }) => [
        method,
        top5 === null ? none : `${formatError(top5)} (quoted)`,
        ...ownColumns.map(() => none),
      ]),
      ...(ours.length > 0 ? ours : [notRun]).map(([name = '', ...cells]) => [name, none, ...cells]),
    ],
    notes: [...ownNotes, ...notes],
  };
};

const notRun = ['ensemble of this suite', ...ownColumns.map(({ kind }) => (kind === 'number' ? 'not run' : none))];

/** The ensembles of an experiment's runs alone; `null` where there is none. */
export const experimentEnsembles = (
  experiment: OutputExperiment,
  ensembles: readonly EnsembleRecord[],
): Table | null => {
  const own = ensembles.filter(({ members }) =>
    members.every((member) => member.kind === 'run' && isOfExperiment(experiment, member)),
  );
  return ensembleTable(own, {
    id: `${outputName(experiment)}-ensembles`,
    title: `${experiment.id}: ensembles of its runs`,
  });
};

/** All ensembles that Table 5 has not, each once whatever experiments its runs are shared by; `null` where there is none. */
export const otherEnsembles = (ensembles: readonly EnsembleRecord[]): Table | null =>
  ensembleTable(
    ensembles.filter((ensemble) => !isOfTable5(ensemble)),
    { id: 'ensembles', title: 'Ensembles on CIFAR-10 and on sets of photographs of other than 1000 classes' },
  );

/** That of ImageNet's 1000 classes. */
const isOfTable5 = ({ classes }: EnsembleRecord): boolean => classes === 1000;

const ensembleTable = (ensembles: readonly EnsembleRecord[], caption: Pick<Table, 'id' | 'title'>): Table | null =>
  ensembles.length === 0
    ? null
    : {
        ...caption,
        columns: [{ name: 'ensemble', kind: 'text' }, ...ownColumns],
        rows: ensembles.flatMap(ensembleRows),
        notes: ownNotes,
      };

/** A row for each protocol. */
const ensembleRows = ({ name, members, dataset, evaluations }: EnsembleRecord): readonly (readonly string[])[] =>
  evaluations.map(({ protocol, top1Error, top5Error, members: alone }) => {
    const best = alone.reduce((least, one) => (one.top1Error < least.top1Error ? one : least));
    return [
      name,
      members.map(memberText).join(', '),
      protocol,
      `${formatCount(dataset.images)} of ${dataset.name}, ${dataset.split}`,
      ...[top1Error, top5Error, best.top1Error, best.top5Error].map(formatError),
    ];
  });

/** With the budget of a run where it is not the paper's, and its seed, in which alone members may differ. */
const memberText = (member: EnsembleMember): string => {
  if (member.kind === 'network') return `${member.name} (imported)`;
  const budget = member.budget === 'paper' ? '' : `${member.budget} budget, `;
  return `${printedName(member.member)} (${budget}seed ${member.seed})`;
};
