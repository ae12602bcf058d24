/**
 * A packed set, or what it is to be packed from, is not as it should be: the message names the file, what was expected,
 * what was found and what to do.
 */
export class PhotoSetError extends Error {
  override readonly name = 'PhotoSetError';
}
