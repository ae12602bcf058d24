import { parameterSize, passesOf, type SessionOptions } from '@resnet/engine';

/**
 * An estimate, since TensorFlow.js allocates as it goes: for training all values at once, and parameters, momentum and
 * gradients.
 */
export const memoryBytes = ({ program, purpose = 'training', ...options }: SessionOptions): number => {
  const sizes = program.values.map(({ channels, height, width }) => channels * height * width);
  const sum = sizes.reduce((total, size) => total + size, 0);
  // In inference a value goes once it has been read: what is there is about a source, a shortcut and what is made of them.
  const perImage = purpose === 'inference' ? Math.min(sum, 3 * Math.max(...sizes)) : sum;
  const parameters = program.parameters.reduce((total, parameter) => total + parameterSize(parameter), 0);
  const kept = purpose === 'inference' ? 1 : 3;
  return Float32Array.BYTES_PER_ELEMENT * (passesOf(options).imagesPerPass * perImage + kept * parameters);
};
