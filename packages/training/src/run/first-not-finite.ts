import type { Parameter, Parameters, Program } from '@resnet/engine';

export interface TrainedValues {
  readonly parameters: Parameters;
  readonly momentum: Parameters;
}

/**
 * The path of the first parameter, in the order of the network, with a value that is infinite or not a number, or whose
 * momentum has one (`momentum of ...`); `null` where all are finite. Running statistics are looked at first: a number that is
 * not finite spoils every gradient of its mini-batch, but only the statistics of layers after it.
 */
export const firstNotFinite = ({ parameters }: Program, values: TrainedValues): string | null => {
  const found = (described: readonly Parameter[], of: Parameters): string | undefined =>
    described.find(({ path }) => !isFinite(of.get(path) ?? noNumbers))?.path;
  const parameter = found(parameters.filter(isStatistic), values.parameters) ?? found(parameters, values.parameters);
  if (parameter !== undefined) return parameter;
  const momentum = found(parameters, values.momentum);
  return momentum === undefined ? null : `momentum of ${momentum}`;
};

const noNumbers = new Float32Array();

const isStatistic = ({ role }: Parameter): boolean => role === 'running-mean' || role === 'running-variance';

/** By the sum of squares, which no finite float32 numbers take beyond a double. */
const isFinite = (values: Float32Array): boolean => {
  let sum = 0;
  // By index, since `for ... of` and `reduce` take eight times as long.
  for (let left = values.length; left > 0; left--) {
    const value = values[left - 1] ?? 0;
    sum += value * value;
  }
  return Number.isFinite(sum);
};
