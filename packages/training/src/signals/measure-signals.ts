import type { Batch, BatchNormalizationOperation, Parameter, Parameters, Program, Session } from '@resnet/engine';
import type { SignalRow } from '@resnet/run-log';
import { mean, normalizationAfter, normalizedVariances, valuesOf } from './normalization.js';

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

interface WeightedLayer {
  readonly path: string;
  readonly weights: Parameter;
  /** What normalizes its output and nothing else; `undefined` where nothing does. */
  readonly normalization: BatchNormalizationOperation | undefined;
}

const weightedLayers = (program: Program): WeightedLayer[] =>
  program.operations.flatMap((operation) => {
    const weights = 'weights' in operation ? program.parameters[operation.weights] : undefined;
    if (weights === undefined) return [];
    return [{ path: operation.path, weights, normalization: normalizationAfter(program, operation.dst) }];
  });

/** Means over channels. */
const variances = (
  program: Program,
  normalization: BatchNormalizationOperation | undefined,
  statistics: Parameters,
): Pick<LayerSignals, 'outputVariance' | 'normalizedVariance'> => {
  if (normalization === undefined) return { outputVariance: null, normalizedVariance: null };
  const output = valuesOf(program.parameters[normalization.runningVariance], statistics);
  // In float32, as every record has been made.
  const normalized = Float32Array.from(normalizedVariances(program, normalization, statistics));
  return { outputVariance: mean(output), normalizedVariance: mean(normalized) };
};

const runningStatistics = (program: Program, parameters: Parameters): Parameters =>
  new Map(
    program.parameters
      .filter(({ role }) => role === 'running-mean' || role === 'running-variance')
      .map((parameter) => [parameter.path, valuesOf(parameter, parameters)]),
  );

/** In float64. */
const norm = (values: Float32Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
