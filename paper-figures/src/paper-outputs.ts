import {
  degradationFigure,
  degradationTable,
  differencesTable,
  type EnsembleRecord,
  experimentEnsembles,
  experimentFigure,
  experimentTable,
  type Figure,
  figure1,
  figure4,
  figure6,
  figure7,
  firstAndLastTable,
  gradientRatiosTable,
  type OutputExperiment,
  otherEnsembles,
  type Run,
  imagenetTable,
  imagenetTables,
  signalsFigure,
  type Table,
  table5,
  table6,
} from '@resnet/analysis';
import { experiments } from '@resnet/experiments';

/** Which runs a table or figure is made from: those of an experiment's members. */
export interface Source {
  readonly experiment: OutputExperiment;
}

export interface PaperFigure extends Source {
  /** `null` where nothing has been run. */
  readonly make: (runs: readonly Run[]) => Figure | null;
}

export interface PaperTable extends Source {
  /** `null` where nothing has been run and nothing of the paper would stand there. */
  readonly make: (runs: readonly Run[], ensembles: readonly EnsembleRecord[]) => Table | null;
}

/** The experiment of an id. Throws a `RangeError` where there is none. */
export const experimentNamed = (id: string): OutputExperiment => {
  const found = experiments.find((experiment) => experiment.id === id);
  if (found) return found;
  throw new RangeError(`expected one of ${experiments.map((each) => each.id).join(', ')}, got ${id}`);
};

/** What any experiment has: one figure and one table, and more where its runs measured signals or make ensembles. */
export const outputsOf = (experiment: OutputExperiment): Outputs => ({
  figures: [
    { experiment, make: (runs: readonly Run[]) => experimentFigure(experiment, runs) },
    { experiment, make: (runs: readonly Run[]) => signalsFigure(experiment, runs) },
  ],
  tables: [...ofRuns(experiment), { experiment, make: (_, ensembles) => experimentEnsembles(experiment, ensembles) }],
});

/** The tables that need no ensembles. */
const ofRuns = (experiment: OutputExperiment): readonly PaperTable[] =>
  [experimentTable, differencesTable, gradientRatiosTable, firstAndLastTable].map((make) => ({
    experiment,
    make: (runs) => make(experiment, runs),
  }));

interface Outputs {
  readonly figures: readonly PaperFigure[];
  readonly tables: readonly PaperTable[];
}

/**
 * What an experiment has on the budgets that a run of its own is on: elsewhere those that it shares would stand alone. Its
 * ensembles are in a table of all.
 */
const onOwnBudgets = (experiment: OutputExperiment): Outputs => {
  const orNull =
    <Output>(make: (runs: readonly Run[]) => Output | null) =>
    (runs: readonly Run[]): Output | null => {
      const own = new Set(
        runs.filter(({ record }) => record.experiment === experiment.id).map(({ record }) => record.budget),
      );
      return own.size === 0 ? null : make(runs.filter(({ record }) => own.has(record.budget)));
    };
  return {
    figures: outputsOf(experiment).figures.map((figure) => ({ ...figure, make: orNull(figure.make) })),
    tables: ofRuns(experiment).map((table) => ({ ...table, make: orNull((runs) => table.make(runs, [])) })),
  };
};

/** Experiments that the paper has no figure or table of. */
const others = [
  'cifar10/precision',
  'cifar10/shortcuts',
  'cifar10/choices',
  'cifar10/pre-activation',
  'cifar10/signals',
  'cifar10/warm-up',
  'imagenette/ten-classes',
  'imagenette/ten-classes-shortcuts',
]
  .map(experimentNamed)
  .map(onOwnBudgets);

/** Every figure there is. */
export const paperFigures: readonly PaperFigure[] = [
  { experiment: experimentNamed('cifar10/figure-1'), make: figure1 },
  { experiment: experimentNamed('cifar10/figure-6'), make: figure6 },
  { experiment: experimentNamed('cifar10/figure-7'), make: figure7 },
  { experiment: experimentNamed('cifar10/degradation'), make: degradationFigure },
  { experiment: experimentNamed('imagenet/figure-4'), make: figure4 },
  ...others.flatMap(({ figures }) => figures),
];

/** Every table there is. */
export const paperTables: readonly PaperTable[] = [
  { experiment: experimentNamed('cifar10/table-6'), make: table6 },
  { experiment: experimentNamed('cifar10/degradation'), make: degradationTable },
  ...imagenetTables.map((printed) => ({
    experiment: experimentNamed(`imagenet/${printed.id}`),
    make: (runs: readonly Run[], ensembles: readonly EnsembleRecord[]) =>
      printed.id === 'table-5' ? table5(printed, ensembles) : imagenetTable(printed, runs),
  })),
  ...others.flatMap(({ tables }) => tables),
  { experiment: experimentNamed('cifar10/figure-6'), make: (_, ensembles) => otherEnsembles(ensembles) },
];
