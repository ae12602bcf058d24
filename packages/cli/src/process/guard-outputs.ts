/** The outputs of a process, as far as they are watched. */
export interface Outputs {
  readonly stdout: NodeJS.EventEmitter;
  readonly stderr: NodeJS.EventEmitter;
}

/** Why standard output could not be written; `null` where it could, and where its reader had left. */
export type OutputFailure = () => string | null;

/** The reader of a pipe has left, as in `resnet list | head -1`, or the terminal was closed: nobody is there to be told. */
const nobodyReads = ['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED'];

/** From here on an output that cannot be written ends nothing: work goes on without an audience. */
export const guardOutputs = ({ stdout, stderr }: Outputs = process): OutputFailure => {
  let failure: string | null = null;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!nobodyReads.includes(error.code ?? '')) failure ??= error.message;
  });
  stderr.on('error', () => undefined);
  return () => failure;
};
