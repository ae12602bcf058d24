/** Everything needed to repeat a run, and what came of it: the contents of `run.json`; its commit is the one it began with. */
export interface RunRecord extends Code {
  readonly schemaVersion: 3;
  /** The experiment whose run it is. */
  readonly experiment: string;
  /** The name of the experiment's member: its network's, or with what differs, as `resnet-20/nesterov`. */
  readonly member: string;
  readonly network: NetworkRecord;
  readonly dataset: DatasetRecord;
  /** The recipe as it ran, budget applied: JSON of training's `Recipe`, opaque here. */
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly budget: BudgetName;
  /** Iterations this run has in all. */
  readonly iterations: number;
  readonly seed: number;
  readonly precision: string;
  readonly threads: number;
  /** Statistics groups computed in one pass, on which the order of sums depends; all of a mini-batch in older records. */
  readonly groupsAtOnce?: number;
  readonly engine: {
    readonly name: string;
    readonly description: string;
    readonly versions: Readonly<Record<string, string>>;
  };
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly os: string;
    readonly node: string;
  };
  readonly state: RunState;
  /** Deviations from the paper that hold for this run, as sentences. */
  readonly deviations: readonly string[];
  readonly events: readonly RunEvent[];
  /** ISO 8601. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Seconds spent training and evaluating, summed over resumes. */
  readonly wallSeconds: number;
  /** `null` until the run has finished. */
  readonly final: FinalNumbers | null;
}

export type RunState = 'running' | 'finished' | 'diverged';
/** How much of the paper's training a run does, from the longest to the shortest. */
export const budgetNames = ['paper', 'short', 'quick', 'glance', 'smoke'] as const;
export type BudgetName = (typeof budgetNames)[number];

export interface NetworkRecord {
  readonly name: string;
  readonly family: 'plain' | 'residual';
  readonly depth: number;
  readonly shortcut: 'A' | 'B' | 'C' | null;
  /** How the shortcuts of option A subsample and pad; absent where there are none. */
  readonly paddedIdentity?: { readonly subsampling: string; readonly placement: string };
  readonly parameters: number;
  readonly multiplyAdds: number;
  /** `null` in records older than version 2: a network of the paper, which its name, family and depth describe. */
  readonly definition: NetworkDefinition | null;
}

/** What an engine needs of a network. */
export interface NetworkDefinition {
  /** One image. */
  readonly input: { readonly channels: number; readonly height: number; readonly width: number };
  readonly classes: number;
  /** JSON of models' `Layer`, opaque here. */
  readonly layers: Readonly<Record<string, unknown>>;
}

export interface DatasetRecord {
  readonly name: string;
  /** SHA-256 by file name. */
  readonly checksums: Readonly<Record<string, string>>;
  readonly trainingImages: number;
  /** Images of the split that is evaluated while the run trains; not in older records, which are of CIFAR-10. */
  readonly evaluatedImages?: number;
}

export interface RunEvent {
  readonly iteration: number;
  readonly at: string;
  /** `evaluated`: a finished run was evaluated again, by a protocol or on a split that it had no row of. */
  readonly kind:
    'started' | 'resumed' | 'warm-up-ended' | 'rate-dropped' | 'interrupted' | 'diverged' | 'finished' | 'evaluated';
  readonly message: string;
  /** Of a resumed run: the suite's code from here on, where it is not what it was before. */
  readonly code?: Code;
}

/** The code of the suite that trains. */
export interface Code {
  /** `null` outside a git checkout. */
  readonly commit: string | null;
  /**
   * Whether the work tree had no uncommitted change to tracked files, and what ran was built from it; `null` outside a git
   * checkout.
   */
  readonly clean: boolean | null;
}

/** All errors in percent. */
export interface FinalNumbers {
  /** Over the last row of training.csv. */
  readonly trainingLoss: number;
  readonly trainingError: number;
  /** Older records have none. */
  readonly trainingTop5Error?: number;
  readonly evaluation: readonly EvaluationRow[];
  /** The standard deviation of the response of each 3x3 layer by its path (Figure 7); older records have none. */
  readonly layerResponses?: Readonly<Record<string, number>>;
  /**
   * Which test images were wrong in a single view: a bit each in their order, the lowest of each byte first, as base64; older
   * records have none.
   */
  readonly misclassified?: string;
}

/** A row of training.csv: averages over the interval since the row before. */
export interface TrainingRow {
  readonly iteration: number;
  readonly epoch: number;
  readonly rate: number;
  readonly loss: number;
  /** Top-1, percent. */
  readonly error: number;
  /** Percent; `null` in a log that was begun by a version that did not count it. */
  readonly top5Error: number | null;
}

/** A row of timing.csv. */
export interface TimingRow {
  readonly iteration: number;
  readonly wallSeconds: number;
  readonly imagesPerSecond: number;
  readonly residentBytes: number;
}

export const splitNames = ['training', 'validation', 'test'] as const;
export type Split = (typeof splitNames)[number];
/** How images in memory are shown in an evaluation. */
export const imageProtocolNames = ['single-view', '10-crop', '10-crop-logits'] as const;
/** How photographs are shown in an evaluation. */
export const photoProtocolNames = [
  'center-crop',
  '10-crop',
  '10-crop-logits',
  'multi-scale',
  'multi-scale-flips',
] as const;
export type Protocol = (typeof imageProtocolNames)[number] | (typeof photoProtocolNames)[number];
export const protocolNames: readonly Protocol[] = [...new Set([...imageProtocolNames, ...photoProtocolNames])];

/** A row of evaluation.csv; errors in percent. */
export interface EvaluationRow {
  readonly iteration: number;
  readonly split: Split;
  readonly protocol: Protocol;
  readonly loss: number;
  readonly top1Error: number;
  readonly top5Error: number;
}

/** A row of signals.csv: one layer before the update that follows an iteration. */
export interface SignalRow {
  /** Iterations done: 0 is the initialization. */
  readonly iteration: number;
  /** The path of a layer with weights: `stage1/block1/conv1`. */
  readonly layer: string;
  /** Euclidean norm of the gradient of the mean loss of the next mini-batch by the layer's weights, without weight decay. */
  readonly gradientNorm: number;
  /** Euclidean norm of the layer's weights. */
  readonly weightNorm: number;
  /** Variance of the layer's output over that mini-batch, mean over channels; `null` where nothing normalizes it. */
  readonly outputVariance: number | null;
  /** The same after batch normalization. */
  readonly normalizedVariance: number | null;
}

/** A whole run as read back from its folder. */
export interface Run {
  readonly folder: string;
  readonly record: RunRecord;
  readonly training: readonly TrainingRow[];
  readonly timing: readonly TimingRow[];
  readonly evaluation: readonly EvaluationRow[];
  /** None where the run measured no signals. */
  readonly signals: readonly SignalRow[];
  /** What was found in its files and read over, a sentence each that begins with a path. */
  readonly warnings: readonly string[];
}
