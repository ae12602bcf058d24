import type { Program } from './program.js';

export type Precision = 'f64' | 'f32' | 'bf16';

/** Float32 arrays by parameter path, in the layouts of `Parameter.shape`. */
export type Parameters = ReadonlyMap<string, Float32Array>;

/** Something that can execute programs. */
export interface Engine {
  readonly name: 'reference' | 'onednn' | 'tfjs';
  /** One line for people: library, version, backend, instruction set. */
  readonly description: string;
  /** Names and versions of all that computes, for run.json. */
  readonly versions: Readonly<Record<string, string>>;
  /** What this machine can run with it; the first is the engine's default. */
  readonly precisions: readonly Precision[];
  /** Throws a `RangeError` for a program that it cannot compute in a precision, whatever the session; absent where it computes all. */
  readonly checkProgram?: (program: Program, precision: Precision) => void;
  /**
   * Throws a `RangeError` for a precision, batch size, thread count or program it cannot serve. All parameters start at zero. While
   * another session computes, this may hold up the event loop until that call has ended.
   */
  createSession(options: SessionOptions): Promise<Session>;
}

export interface SessionOptions {
  readonly program: Program;
  /** Images per call; calls with fewer are allowed in `predict` only. */
  readonly batchSize: number;
  readonly precision: Precision;
  /** Threads to use; all cores where not given. Ignored by engines that have no choice. */
  readonly threads?: number;
  readonly optimizer: OptimizerOptions;
  /**
   * Consecutive images over which one set of batch statistics is taken; the whole mini-batch where not given. Divides
   * `batchSize`.
   */
  readonly statisticsGroup?: number;
  /**
   * Statistics groups that are computed in one pass; all where not given. The passes of a mini-batch follow each other
   * in the memory of one, and their gradients are added up: the same numbers up to the order of sums. Divides the
   * number of groups.
   */
  readonly groupsAtOnce?: number;
  /**
   * `inference` plans neither gradients nor momentum: the session only predicts, and reads and writes parameters. `training`
   * where not given.
   */
  readonly purpose?: 'training' | 'inference';
}

/** SGD with momentum (section 3.4). With `g` the gradient plus `weightDecay` times the parameter, where it decays: */
export interface OptimizerOptions {
  readonly momentum: number;
  /**
   * `rate-inside` (Caffe, the authors' own): v := momentum v + rate g; w := w - v.
   * `rate-outside`: v := momentum v + g; w := w - rate v.
   */
  readonly momentumForm: 'rate-inside' | 'rate-outside';
  /** Nesterov: w moves by momentum v + (rate) g with the new v, instead of by v. */
  readonly nesterov: boolean;
  readonly weightDecay: number;
  readonly decayed: 'all' | 'convolutions';
}

/**
 * Images as the network sees them, float32 [count, height, width, channels]: augmented, mean subtracted and scaled; or
 * crops.
 */
export type Images = Float32Array | Crops;

/**
 * Where to cut images out of a set of bytes. An engine may do so itself, on all its threads and into its own format,
 * and then sees exactly what `toFloat32` gives: `(byte - mean) scale`, computed in float64 and rounded to float32.
 */
export interface Crops {
  /** The set, [images, height, width, channels]. */
  readonly bytes: Uint8Array;
  /** [height, width, channels]. */
  readonly mean: Float32Array;
  /** [channels]. */
  readonly scale: Float32Array;
  /**
   * What lies outside an image. `mean`: zeros, and the mean is subtracted where the pixels come from; `black`: bytes of
   * 0, and the mean is subtracted where the pixels end up.
   */
  readonly padValue: 'mean' | 'black';
  /**
   * [count, 4]: the image in the set; how many pixels down and right of it the crop lies; 1 where it is then flipped, 0
   * where not.
   */
  readonly places: Int32Array;
  /** The crops made, [count, height, width, channels]. */
  toFloat32(): Float32Array;
}

export interface Batch {
  readonly images: Images;
  /** Class indices, [count]. */
  readonly labels: Int32Array;
}

export interface TrainResult {
  /** Mean softmax cross-entropy over the mini-batch, before the update; weight decay not included. */
  readonly loss: number;
  /** How many images of the mini-batch were misclassified, before the update. */
  readonly errors: number;
  /**
   * Of how many the label was not among the five classes with the greatest logits, before the update. Of equal logits the
   * earlier class is ahead, for `errors` too.
   */
  readonly top5Errors: number;
}

/**
 * One loaded network: parameters, momentum and the memory to train it. Running statistics move by
 * `running := 0.9 running + 0.1 batch`, the variance with Bessel's correction (Ioffe & Szegedy 2015, algorithm 2); with
 * several statistics groups `batch` is their average. All methods reject with a `RangeError` for arrays of a wrong size.
 *
 * A session makes one call at a time: whoever calls again before the last promise has settled, or closes, is refused, and the
 * arrays of a call must not change until then. An engine may compute beside the event loop, which then goes on.
 */
export interface Session {
  /** Bytes the session holds for values, gradients, parameters and scratch. */
  readonly memoryBytes: number;
  /** Seconds spent in calls so far, by kind of work, where the engine takes the time. */
  readonly workSeconds?: Readonly<Record<string, number>>;
  /** Every parameter, running statistics included, as copies. */
  readParameters(): Promise<Map<string, Float32Array>>;
  /** Sets the parameters named; the others stay. Unknown paths are a `RangeError`. */
  writeParameters(parameters: Parameters): Promise<void>;
  /** The momentum of every trainable parameter. */
  readMomentum(): Promise<Map<string, Float32Array>>;
  writeMomentum(momentum: Parameters): Promise<void>;
  /** One iteration: forward, backward, SGD, running statistics. */
  trainStep(batch: Batch, rate: number): Promise<TrainResult>;
  /** The gradient of the mean loss (no weight decay) for every trainable parameter; changes nothing. */
  gradients(batch: Batch): Promise<TrainResult & { readonly gradients: Map<string, Float32Array> }>;
  /** Forward in training mode: `running := (1 - weight) running + weight batch`, nothing else changes. */
  updateStatistics(images: Images, weight: number): Promise<void>;
  /** Logits [count, classes] with the running statistics, for `count` <= batchSize images. */
  predict(images: Images): Promise<Float32Array>;
  /** Frees everything; the session is unusable afterwards. */
  close(): void;
}

/** The weight of a new batch in the running statistics. */
export const statisticsWeight = 0.1;
