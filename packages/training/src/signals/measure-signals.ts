import type { Batch, Operation, Parameter, Parameters, Program, Session } from '@resnet/engine';
import type { SignalRow } from '@resnet/run-log';

/** What is measured of one layer; `SignalRow` says what each is. */
export type LayerSignals = Omit<SignalRow, 'iteration'>;

/**
 * Norms of gradients and weights, and variances of the signal, of every layer with weights, in the order of the network. A
 * mini-batch's own statistics are the running ones after an update of weight one, so that any engine can tell the variance
 * of what is normalized. Leaves the session as it was.
 */
export const measureSignals = async (
  session: Session,
  { program, batch }: { readonly program: Program; readonly batch: Batch },
): Promise<LayerSignals[]> => {
  const { gradients } = await session.gradients(batch);
  const parameters = await session.readParameters();
  await session.updateStatistics(batch.images, 1);
  const statistics = await session.readParameters();
  await session.writeParameters(runningStatistics(program, parameters));
  return weightedLayers(program).map(({ path, weights, normalization }) => ({
    layer: path,
    gradientNorm: norm(valuesOf(weights, gradients)),
    weightNorm: norm(valuesOf(weights, parameters)),
    ...variances(program, normalization, statistics),
  }));
};

type Normalization = Extract<Operation, { kind: 'batch-normalization' }>;

interface WeightedLayer {
  readonly path: string;
  readonly weights: Parameter;
  /** What normalizes its output and nothing else; `undefined` where nothing does. */
  readonly normalization: Normalization | undefined;
}

const weightedLayers = ({ operations, parameters }: Program): WeightedLayer[] =>
  operations.flatMap((operation) => {
    const weights = 'weights' in operation ? parameters[operation.weights] : undefined;
    if (weights === undefined) return [];
    const normalization = operations.find(
      (next): next is Normalization => next.kind === 'batch-normalization' && next.src === operation.dst,
    );
    return [{ path: operation.path, weights, normalization }];
  });

/** Means over channels. The scale multiplies what has been divided by the deviation. */
const variances = (
  { parameters }: Program,
  normalization: Normalization | undefined,
  statistics: Parameters,
): Pick<LayerSignals, 'outputVariance' | 'normalizedVariance'> => {
  if (normalization === undefined) return { outputVariance: null, normalizedVariance: null };
  const { scale, runningVariance, epsilon } = normalization;
  const output = valuesOf(parameters[runningVariance], statistics);
  const scales = valuesOf(parameters[scale], statistics);
  const normalized = output.map((variance, channel) => ((scales[channel] ?? 0) ** 2 * variance) / (variance + epsilon));
  return { outputVariance: mean(output), normalizedVariance: mean(normalized) };
};

const runningStatistics = (program: Program, parameters: Parameters): Parameters =>
  new Map(
    program.parameters
      .filter(({ role }) => role === 'running-mean' || role === 'running-variance')
      .map((parameter) => [parameter.path, valuesOf(parameter, parameters)]),
  );

const valuesOf = (parameter: Parameter | undefined, values: Parameters): Float32Array => {
  const found = parameter && values.get(parameter.path);
  if (found) return found;
  throw new TypeError(`expected values of ${parameter?.path ?? 'a parameter of the program'}, got none`);
};

const norm = (values: Float32Array): number => Math.sqrt(sum(values, (value) => value * value));

const mean = (values: Float32Array): number => sum(values, (value) => value) / values.length;

/** In float64. */
const sum = (values: Float32Array, term: (value: number) => number): number =>
  values.reduce((total, value) => total + term(value), 0);
