import { isNativeError } from 'node:util/types';
import { DataFileError } from '../data-file-error.js';

/** An error's message with those of its causes: `fetch failed` alone says nothing. */
export const reason = (error: unknown): string => {
  if (error instanceof DataFileError) return `${error.file}: ${error.problem}`;
  if (!isNativeError(error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reason(error.cause)}`;
};
