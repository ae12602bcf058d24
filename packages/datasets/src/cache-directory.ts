import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * Where data sets are kept: `RESNET_CACHE`, or `resnet-reproduction` in the user's cache directory by the XDG convention,
 * which ignores a relative `XDG_CACHE_HOME`.
 */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const { RESNET_CACHE: own, XDG_CACHE_HOME: xdg } = environment;
  if (own) return resolve(own);
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), 'resnet-reproduction');
}
