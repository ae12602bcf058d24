import type { Batch, Engine, OptimizerOptions, Precision, Session, SessionOptions } from '../engine.js';
import { relativeError, type Tolerance } from './tolerance.js';

/** What was seen of a session. */
export interface Observation {
  /** Misclassified images, by the first class and by the first five, of each mini-batch. */
  readonly errors: readonly number[];
  /** By what they are (`gradient`), then by whose (`conv1/weights`). */
  readonly arrays: ReadonlyMap<string, Arrays>;
}

type Arrays = ReadonlyMap<string, Float32Array>;

/** SGD as the paper does it (section 3.4). */
export const paperOptimizer: OptimizerOptions = {
  momentum: 0.9,
  momentumForm: 'rate-inside',
  nesterov: false,
  weightDecay: 1e-4,
  decayed: 'all',
};

/** In which precision the reference says what an engine should find: for bf16 it rounds what the engine keeps in bf16. */
export const referencePrecision = (precision: Precision): Precision => (precision === 'bf16' ? 'bf16' : 'f64');

/** Uses a session and closes it. */
export const withSession = async <Result>(
  engine: Engine,
  options: Omit<SessionOptions, 'optimizer'> & Partial<SessionOptions>,
  use: (session: Session) => Promise<Result>,
): Promise<Result> => {
  // Few: where images are fewer than threads, an engine may leave kernels unused that are to be tested.
  const session = await engine.createSession({ optimizer: paperOptimizer, threads: 2, ...options });
  try {
    return await use(session);
  } finally {
    session.close();
  }
};

/** The loss, errors and gradients of a mini-batch. */
export const observeGradients = async (session: Session, batch: Batch): Promise<Observation> => {
  const { loss, errors, top5Errors, gradients } = await session.gradients(batch);
  return { errors: [errors, top5Errors], arrays: new Map([named('loss', [loss]), ['gradient', gradients]]) };
};

/** The loss, errors and gradients of a mini-batch, the running statistics it leads to, and the logits with these. */
export const observe = async (session: Session, batch: Batch): Promise<Observation> => {
  const { errors, arrays } = await observeGradients(session, batch);
  await session.updateStatistics(batch.images, 0.3);
  const parameters = await session.readParameters();
  const logits = await session.predict(batch.images);
  return { errors, arrays: new Map([...arrays, ['parameter', parameters], named('logits', logits)]) };
};

/** The loss and errors of each iteration, one for each rate, and the parameters and momentum after them. */
export const observeTraining = async (
  session: Session,
  batches: readonly { readonly batch: Batch; readonly rate: number }[],
): Promise<Observation> => {
  const losses: number[] = [];
  const errors: number[] = [];
  for (const { batch, rate } of batches) {
    const result = await session.trainStep(batch, rate);
    losses.push(result.loss);
    errors.push(result.errors, result.top5Errors);
  }
  const parameters = await session.readParameters();
  const momentum = await session.readMomentum();
  return { errors, arrays: new Map([named('losses', losses), ['parameter', parameters], ['momentum', momentum]]) };
};

/** An observation with all gradients as one array, and likewise the others. */
export const asWhole = ({ errors, arrays }: Observation): Observation => ({
  errors,
  arrays: new Map(
    [...arrays].map(([name, group]) =>
      named(
        name,
        [...group.values()].flatMap((array) => [...array]),
      ),
    ),
  ),
});

/** Where an observation is further from the expected one than the tolerance, as sentences. */
export const disagreements = (found: Observation, expected: Observation, tolerance: Tolerance): string[] => [
  ...[...expected.arrays.keys()].flatMap((name) =>
    [...relativeErrors(name, found, expected)].flatMap(([path, error]) =>
      error <= tolerance.relativeError ? [] : [`${name} ${path}: relative error ${error.toExponential(1)}`],
    ),
  ),
  ...expected.errors.flatMap((errors, index) => {
    const difference = Math.abs((found.errors[index] ?? NaN) - errors);
    return difference <= tolerance.misclassified ? [] : [`errors: ${found.errors[index]} instead of ${errors}`];
  }),
];

/** The relative error of each array of one name, by whose it is; infinite where it was not seen. */
export const relativeErrors = (name: string, found: Observation, expected: Observation): Map<string, number> =>
  new Map(
    [...(expected.arrays.get(name) ?? [])].map(([path, array]) => {
      const seen = found.arrays.get(name)?.get(path);
      return [path, seen === undefined ? Infinity : relativeError(seen, array)];
    }),
  );

/** Numbers that are nobody's in particular. */
const named = (name: string, numbers: ArrayLike<number>): [string, Arrays] => [
  name,
  new Map([['as a whole', Float32Array.from(numbers)]]),
];
