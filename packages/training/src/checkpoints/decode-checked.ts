import { CheckpointError } from '../errors.js';
import { decodeSafetensors, type TensorFile } from './safetensors.js';

/** A safetensors file of ours; throws a `CheckpointError` where it is none. */
export const decodeChecked = (bytes: Uint8Array, file: string): TensorFile => {
  try {
    return decodeSafetensors(bytes, file);
  } catch (error) {
    throw new CheckpointError(file, (error as Error).message.replace(`${file}: `, ''), { cause: error });
  }
};
