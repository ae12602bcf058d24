import {
  type BudgetRuns,
  byBudget,
  degradationTable,
  differencesTable,
  experimentTable,
  firstAndLastTable,
  gradientRatiosTable,
  type OutputExperiment,
  paragraphs,
  type Run,
  type Table,
  tableBody,
} from '@resnet/analysis';
import { experimentNamed } from './paper-outputs.js';
import { sourceRuns } from './source-runs.js';

/** A document that people write, with parts that the runs make. */
export interface Document {
  /** From the root of the repository. */
  readonly path: string;
  /** By the name in their marks: `<!-- results depth: built by paper-figures -->` up to `<!-- /results -->`. */
  readonly parts: Readonly<Record<string, DocumentPart>>;
}

/** Markdown. */
type DocumentPart = (runs: readonly Run[]) => string;

/** The document's text with its parts as the runs make them. Throws where a mark is missing, or its name is of no part. */
export const withResults = (text: string, { path, parts }: Document, runs: readonly Run[]): string => {
  const found = [...text.matchAll(marked)].map(([, name]) => name);
  const missing = Object.keys(parts).filter((name) => !found.includes(name));
  if (missing.length > 0 || found.length > Object.keys(parts).length) {
    throw new Error(
      `expected in ${path} once each <!-- results ${Object.keys(parts).join(' | ')}: built by paper-figures --> and then <!-- /results -->, found ${found.join(', ') || 'none'}: put them back`,
    );
  }
  return text.replaceAll(marked, (_, name: string) =>
    [
      `<!-- results ${name}: built by paper-figures -->`,
      `<!-- prettier-ignore-start -->\n\n${parts[name]?.(runs) ?? ''}\n\n<!-- prettier-ignore-end -->`,
      '<!-- /results -->',
    ].join('\n'),
  );
};

const marked = /<!-- results ([\w-]+): built by paper-figures -->.*?<!-- \/results -->/gs;

/** The README's table and paragraph of the degradation, on the largest budgets. */
const degradation: DocumentPart = (runs) => {
  const experiment = experimentNamed('cifar10/degradation');
  const own = largestBudgets(sourceRuns({ experiment }, runs), experiment.members.length);
  return [tableBody(degradationTable(own)), ...paragraphs(own)].join('\n\n');
};

/** The largest budgets, down to the first on which runs of all members have finished: shorter ones say less of the same. */
const largestBudgets = (runs: readonly Run[], members: number): readonly Run[] => {
  const groups = byBudget(runs);
  const complete = groups.findIndex((group) => finishedMembers(group) === members);
  return groups.slice(0, complete < 0 ? groups.length : complete + 1).flatMap((group) => group.runs);
};

const finishedMembers = ({ runs }: BudgetRuns): number =>
  new Set(runs.flatMap(({ record }) => (record.state === 'finished' ? [record.member] : []))).size;

type MakeTable = (experiment: OutputExperiment, runs: readonly Run[]) => Table | null;

/** A table of an experiment, of the members that have been run. */
const tablePart =
  (id: string, make: MakeTable, counts: (record: Run['record']) => boolean = () => true): DocumentPart =>
  (runs) => {
    const experiment = experimentNamed(id);
    const own = sourceRuns({ experiment }, runs).filter(({ record }) => counts(record));
    const members = experiment.members.filter(({ name }) => own.some(({ record }) => record.member === name));
    const table = make({ ...experiment, members }, own);
    return table === null ? 'Nothing of this has been run.' : tableBody(table);
  };

const onBudget =
  (budget: Run['record']['budget']) =>
  (record: Run['record']): boolean =>
    record.budget === budget;

/** The documents with results in them. */
export const documents: readonly Document[] = [
  { path: 'README.md', parts: { degradation } },
  {
    path: 'docs/findings.md',
    parts: {
      'paper-budget': tablePart('cifar10/figure-6', experimentTable, onBudget('paper')),
      'gradient-ratios': tablePart('cifar10/signals', gradientRatiosTable),
      'plain-signals': tablePart('cifar10/signals', firstAndLastTable, ({ member }) =>
        ['plain-20', 'plain-56'].includes(member),
      ),
      depth: tablePart('cifar10/figure-6', experimentTable, onBudget('short')),
      shortcuts: tablePart('cifar10/shortcuts', experimentTable, onBudget('short')),
      'shortcut-differences': tablePart('cifar10/shortcuts', differencesTable, onBudget('short')),
      choices: tablePart('cifar10/choices', differencesTable, onBudget('quick')),
      'ten-classes': tablePart('imagenette/ten-classes', experimentTable),
    },
  },
];
