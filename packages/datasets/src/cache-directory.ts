import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * Where data sets are kept: `RESNET_CACHE`, or `resnet-reproduction` in the user's cache directory by the XDG convention,
 * which ignores a relative `XDG_CACHE_HOME`. Throws an `Error` where none is set and the user has no home.
 */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env, home: () => string = homedir): string {
  const { RESNET_CACHE: own, XDG_CACHE_HOME: xdg } = environment;
  if (own) return resolve(own);
  return join(xdg && isAbsolute(xdg) ? xdg : join(homeOrThrow(home), '.cache'), 'resnet-reproduction');
}

/** A container may run as a user that its system does not know. */
function homeOrThrow(home: () => string): string {
  try {
    return home();
  } catch (error) {
    throw new Error(
      'data sets are kept in the home directory of the user, and this user has none: name a folder with --cache or RESNET_CACHE',
      { cause: error },
    );
  }
}
