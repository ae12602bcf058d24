import type { Parameter, Parameters } from '@resnet/engine';
import { CheckpointError } from '../errors.js';
import { parametersIn } from './described-tensors.js';
import { decodeSafetensors } from './safetensors.js';

/** What the parameters in a file must be. */
export interface ExpectedParameters {
  readonly described: readonly Parameter[];
  readonly iteration: number;
}

/** The parameters in a safetensors file of ours; throws a `CheckpointError` where it holds anything else. */
export const parametersOfIteration = (
  bytes: Uint8Array,
  file: string,
  { described, iteration }: ExpectedParameters,
): Parameters => {
  try {
    const { tensors, metadata } = decodeSafetensors(bytes, file);
    const { iteration: found = 'none' } = metadata;
    if (found !== String(iteration)) throw new TypeError(`expected iteration ${iteration}, found ${found}`);
    return parametersIn(described, tensors, file);
  } catch (error) {
    throw new CheckpointError(file, (error as Error).message.replace(`${file}: `, ''), { cause: error });
  }
};
