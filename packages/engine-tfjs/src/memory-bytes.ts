import { parameterSize, type SessionOptions } from '@resnet/engine';

/** An estimate, since TensorFlow.js allocates as it goes: all values at once, and parameters, momentum and gradients. */
export const memoryBytes = ({ program, batchSize }: SessionOptions): number => {
  const perImage = program.values.reduce((total, { channels, height, width }) => total + channels * height * width, 0);
  const parameters = program.parameters.reduce((total, parameter) => total + parameterSize(parameter), 0);
  return Float32Array.BYTES_PER_ELEMENT * (batchSize * perImage + 3 * parameters);
};
