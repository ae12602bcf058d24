import { relative, sep } from 'node:path';
import {
  type ClaimResult,
  claimsCsv,
  claimsMarkdown,
  countedRuns,
  drawFigures,
  drawnFigures,
  type DrawnFigure,
  type EnsembleRecord,
  jsonText,
  judgePaper,
  ledgerCsv,
  ledgerTable,
  type LedgerRow,
  ledgerRows,
  type OutputExperiment,
  type Run,
  runKey,
  specText,
  type Table,
  table1,
  tableCsv,
  tableMarkdown,
} from '@resnet/analysis';
import { outputsOf, paperFigures, paperTables } from './paper-outputs.js';
import { sourceEnsembles, sourceRuns } from './source-runs.js';

/** What is made of some runs, as the report page takes it. */
export interface PaperOutputs {
  readonly figures: readonly DrawnFigure[];
  readonly tables: readonly Table[];
  /** Of the paper: none where the outputs are those of one experiment. */
  readonly claims: readonly ClaimResult[];
  readonly ledger: readonly LedgerRow[];
}

/** What outputs are made of. */
export interface Sources {
  readonly runs: readonly Run[];
  /** None where not given. */
  readonly ensembles?: readonly EnsembleRecord[] | undefined;
  /** All of the suite's where not given. */
  readonly experiment?: OutputExperiment | undefined;
}

/** Makes every table and figure that has something to show, of the suite's experiments or of one experiment. */
export const makeOutputs = async ({ runs, ensembles = [], experiment }: Sources): Promise<PaperOutputs> => {
  const sources = experiment ? outputsOf(experiment) : { figures: paperFigures, tables: paperTables };
  const ofRuns = sources.figures.map((figure) => figure.make(sourceRuns(figure, runs)));
  const figures = [...ofRuns, ...(experiment ? [] : drawnFigures())];
  const tables = sources.tables.map((table) => table.make(sourceRuns(table, runs), sourceEnsembles(ensembles)));
  const computed = experiment ? [] : [table1()];
  return {
    figures: await drawFigures(figures.filter((figure) => figure !== null)),
    tables: [...computed, ...tables.filter((table) => table !== null)],
    claims: experiment ? [] : judgePaper(runs),
    ledger: experiment ? [] : ledgerRows(runs),
  };
};

/** The text files of the outputs by name: all but the figures' PNGs, `<id>.png`. Links to runs begin at the folder `out`. */
export const outputTexts = (
  { figures, tables, claims, ledger }: PaperOutputs,
  { runs, out }: { readonly runs: readonly Run[]; readonly out: string },
): ReadonlyMap<string, string> =>
  new Map([
    ...figures.flatMap(({ id, spec, svg }): [string, string][] => [
      [`${id}.vl.json`, specText(spec)],
      [`${id}.svg`, svg],
    ]),
    ...tables.flatMap((table): [string, string][] => [
      [`${table.id}.md`, tableMarkdown(table)],
      [`${table.id}.csv`, tableCsv(table)],
    ]),
    ...(claims.length === 0 ? [] : claimTexts(claims)),
    ...(ledger.length === 0 ? [] : ledgerTexts(ledger, linksFrom(out, runs))),
  ]);

const claimTexts = (claims: readonly ClaimResult[]): [string, string][] => [
  ['claims.md', claimsMarkdown(claims)],
  ['claims.csv', claimsCsv(claims)],
  ['claims.json', jsonText(claims)],
];

const ledgerTexts = (ledger: readonly LedgerRow[], links: ReadonlyMap<string, string>): [string, string][] => [
  ['ledger.md', tableMarkdown(ledgerTable(ledger, (run) => linkIn(links, run)))],
  ['ledger.csv', ledgerCsv(ledger)],
  ['ledger.json', jsonText(ledger)],
];

const linkIn = (links: ReadonlyMap<string, string>, run: string): string => {
  const link = links.get(run);
  if (link === undefined) throw new Error(`expected the folder of every run of the ledger, found none of ${run}`);
  return link;
};

/** Where the folder of each run that counts lies, seen from another folder. */
const linksFrom = (out: string, runs: readonly Run[]): ReadonlyMap<string, string> =>
  new Map(countedRuns(runs).map(({ record, folder }) => [runKey(record), relative(out, folder).split(sep).join('/')]));
