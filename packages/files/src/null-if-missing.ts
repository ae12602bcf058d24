import { isMissing } from './system-errors.js';

/** Takes the error of reading something that is not there, and throws any other again. */
export const nullIfMissing = (error: unknown): null => {
  if (isMissing(error)) return null;
  throw error;
};
