import { createHash } from 'node:crypto';

/** A short string for each array, the same where all bits are: jest takes seconds to compare large arrays itself. */
export const fingerprints = (arrays: ReadonlyMap<string, Float32Array>): ReadonlyMap<string, string> =>
  new Map([...arrays].map(([path, array]) => [path, fingerprint(array)]));

/** The fingerprint of one array. */
export const fingerprint = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');
