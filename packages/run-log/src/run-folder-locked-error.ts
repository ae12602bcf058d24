/** Another process writes the run folder, or has taken it over from this one. */
export class RunFolderLockedError extends Error {
  override readonly name = 'RunFolderLockedError';
}
