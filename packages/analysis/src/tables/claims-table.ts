import { stringify } from 'csv-stringify/sync';
import type { BudgetName } from '@resnet/run-log';
import { type ClaimResult, isJudged, type Verdict } from '../claims/index.js';
import { unique } from '../words.js';
import { type Table, tableBody } from './table.js';

/** As people read them. */
export const verdictNames: Readonly<Record<Verdict, string>> = {
  supported: 'supported',
  contradicted: 'contradicted',
  'not-resolved': 'not resolved',
  'not-run': 'not run',
};

/** What every rendering of the claims says of the protocol of a test error. */
export const testErrorNote =
  'Test error is of the single original view of the test set; of photographs, it is of the center crops of the validation set, while the paper’s Tables 2 and 3 have 10-crop errors.';

const notes = [
  'A claim is supported where the whole 95% interval of the difference lies where the claim says, contradicted where none of it does, and not resolved in between.',
  'Where two seeds or more show a spread, the interval is over the differences of runs with the same seed (Student), or, of sides that have other seeds and share fewer than three, over their means (Welch). Where one side has one seed, the spread of the other is taken for both, if that makes a wider interval than images do. With one seed on each side it comes from the images that errors are counted on (Newcombe’s score interval; where it is not logged which images each network got wrong, as if the two had seen different ones) and says nothing of the spread between seeds: it tells these runs apart, and not the networks. A run on another kind of processor, which adds in another order, differs as another seed does.',
  'A claim about norms of gradients is about two layers of one run and has no interval: it is supported where every seed agrees with it, and contradicted where none does. At the end means after the last iteration.',
  'Training error is of augmented mini-batches while the weights move, as the paper draws it; the error on the whole training set is of the images as they are, after the last iteration.',
  testErrorNote,
  'A verdict holds for its budget: a shorter budget than the paper’s can contradict a claim that holds on the paper’s. Of twenty intervals one misses on average.',
  'Numbers that the paper prints are compared on its own budget alone.',
  'Of a claim that no budget can judge, those budgets are named on which some network of it was run; where there are none, all of them.',
];

/** All claims with their verdicts, budget by budget, in GitHub's Markdown: what was judged as tables, and then what was not. */
export const claimsMarkdown = (results: readonly ClaimResult[]): string => {
  const budgets = unique(results.map(({ budget }) => budget));
  return [
    '## Claims of the paper, as hypotheses over runs',
    notes.map((note) => `- ${note}`).join('\n'),
    ...budgets.map((budget) =>
      budgetSection(
        budget,
        results.filter((result) => result.budget === budget),
      ),
    ),
    notJudged(results),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
};

const budgetSection = (budget: BudgetName, results: readonly ClaimResult[]): string => {
  const judged = results.filter(isJudged);
  const counts = Object.entries(verdictNames).map(
    ([verdict, name]) => `${results.filter((result) => result.verdict === verdict).length} ${name}`,
  );
  return [
    `### On the ${budget} budget: ${counts.join(', ')}`,
    ...(judged.length === 0 ? [] : [oneRunText(judged), tableBody(judgedTable(judged))]),
  ].join('\n\n');
};

const judgedTable = (results: readonly ClaimResult[]): Pick<Table, 'columns' | 'rows'> => ({
  columns: [
    { name: 'claim', kind: 'text' },
    { name: 'of the paper', kind: 'text' },
    { name: 'verdict', kind: 'text' },
    { name: 'why', kind: 'text' },
  ],
  rows: results.map((result) => [result.statement, result.section, verdictText(result), result.sentence]),
});

const verdictText = (result: ClaimResult): string =>
  [`**${verdictNames[result.verdict]}**`, ...seedRemark(result)].join(' ');

/** What rests on one seed, or on others for each side, says so beside its verdict. */
export const seedRemark = (result: ClaimResult): readonly string[] => {
  const seeds = result.measure === 'gradient-norms' ? result.runs.length : pairsOf(result);
  return seeds === undefined || seeds > 1 ? [] : [seeds === 1 ? '(one seed)' : '(different seeds)'];
};

/** How many verdicts know nothing of the spread between seeds. */
export const countRemarked = (results: readonly ClaimResult[]): number =>
  results.filter((result) => seedRemark(result).length > 0).length;

const oneRunText = (judged: readonly ClaimResult[]): string =>
  `Of these ${judged.length}, ${countRemarked(judged)} know nothing of the spread between seeds: they are marked.`;

/** Of a difference that knows nothing of the spread between seeds; layer responses without one have no interval at all. */
const pairsOf = ({ difference }: ClaimResult): number | undefined => {
  if (difference === undefined) return 1;
  return difference.from === 'images' ? difference.pairs : undefined;
};

const notJudged = (results: readonly ClaimResult[]): string => {
  const open = openClaims(results);
  if (open.length === 0) return '';
  const columns = ['claim', 'budget', 'what is missing'].map((name) => ({ name, kind: 'text' as const }));
  const rows = open.flatMap(({ statement, missing }) =>
    missing.map(({ budgets, sentence }) => [statement, budgets.join(', '), sentence]),
  );
  return ['### Judged on no budget', tableBody({ columns, rows })].join('\n\n');
};

/** A claim that no budget decides. */
export interface OpenClaim {
  readonly statement: string;
  /** What is missing, each reason with its budgets. */
  readonly missing: readonly { readonly budgets: readonly BudgetName[]; readonly sentence: string }[];
}

/** The claims that no budget decides, each once. */
export const openClaims = (results: readonly ClaimResult[]): readonly OpenClaim[] => {
  const judged = new Set(results.filter(isJudged).map(({ id }) => id));
  const open = results.filter(({ id }) => !judged.has(id));
  return unique(open.map(({ id }) => id)).map((id) => openClaim(open.filter((result) => result.id === id)));
};

/** Budgets on which nothing of a claim was run are left out where others have some of it. */
const openClaim = (results: readonly ClaimResult[]): OpenClaim => {
  const begun = results.filter(({ runs }) => runs.length > 0);
  const told = begun.length > 0 ? begun : results;
  return {
    statement: told[0]?.statement ?? '',
    missing: unique(told.map(({ sentence }) => sentence)).map((sentence) => ({
      budgets: told.flatMap((result) => (result.sentence === sentence ? [result.budget] : [])),
      sentence,
    })),
  };
};

/** One line for each claim and budget, for a spreadsheet or a script. */
export const claimsCsv = (results: readonly ClaimResult[]): string => {
  const heads = ['id', 'group', 'section', 'statement', 'budget', 'verdict', 'left', 'right'];
  const numbers = ['left error', 'right error', 'difference', 'low', 'high', 'from', 'pairs', 'seeds needed', 'runs'];
  const lines = results.map(({ id, group, section, statement, budget, verdict, members, ...result }) => [
    ...[id, group, section, statement, budget, verdict, members[0] ?? '', members[1] ?? ''],
    ...numberCells(result),
    result.runs.join(' '),
  ]);
  return stringify([[...heads, ...numbers], ...lines]);
};

const numberCells = ({
  difference,
  seedsNeeded,
}: Pick<ClaimResult, 'difference' | 'seedsNeeded'>): readonly string[] => {
  const needed = seedsNeeded === null ? 'more than 1000' : String(seedsNeeded ?? '');
  if (difference === undefined) return ['', '', '', '', '', '', '', needed];
  const { left, right, value, low, high, from, pairs } = difference;
  return [...[left, right, value, low, high].map((number) => number.toFixed(4)), from, String(pairs), needed];
};
