/**
 * A script that starts the command with a channel to it, as `npm run reproduce` does, takes it along when it ends, however it
 * ends: the closed channel counts as a closed terminal.
 */
export const followParent = (): void => {
  process.once('disconnect', () => process.emit('SIGHUP'));
  // The channel alone keeps no command from ending.
  process.channel?.unref();
};
