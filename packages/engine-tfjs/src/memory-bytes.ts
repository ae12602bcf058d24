import { parameterSize, passesOf, type SessionOptions } from '@resnet/engine';

/** An estimate, since TensorFlow.js allocates as it goes: all values at once, and parameters, momentum and gradients. */
export const memoryBytes = ({ program, purpose = 'training', ...options }: SessionOptions): number => {
  const perImage = program.values.reduce((total, { channels, height, width }) => total + channels * height * width, 0);
  const parameters = program.parameters.reduce((total, parameter) => total + parameterSize(parameter), 0);
  const kept = purpose === 'inference' ? 1 : 3;
  return Float32Array.BYTES_PER_ELEMENT * (passesOf(options).imagesPerPass * perImage + kept * parameters);
};
