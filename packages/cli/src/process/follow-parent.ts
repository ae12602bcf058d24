/** The part of a process that has a channel to its parent. */
export interface ChildProcess extends Pick<NodeJS.EventEmitter, 'once' | 'emit'> {
  readonly channel?: Pick<NonNullable<NodeJS.Process['channel']>, 'unref'> | undefined;
}

/**
 * A script that starts the command with a channel to it, as `npm run reproduce` does, takes it along when it ends, however it
 * ends: the closed channel counts as a closed terminal.
 */
export const followParent = (child: ChildProcess = process): void => {
  child.once('disconnect', () => child.emit('SIGHUP'));
  // The channel alone keeps no command from ending.
  child.channel?.unref();
};
