import { SingleBar } from 'cli-progress';

/** How far some work is, for people. */
export interface Work {
  /** From 0 to 1. */
  readonly share: number;
  /** What has been done and how fast, as `3,412 of 9,469 pictures, 210 pictures/s`. */
  readonly details: string;
}

/** Shows how far some work is. */
export interface WorkDisplay {
  readonly update: (work: Work) => void;
  readonly stop: () => void;
}

export interface WorkOptions {
  readonly name: string;
  readonly stream?: NodeJS.WriteStream;
  readonly now?: () => number;
}

const millisecondsBetweenLines = 10_000;

/** A bar on a terminal, a line every ten seconds elsewhere. */
export const showWork = ({ name, stream = process.stderr, now = () => performance.now() }: WorkOptions): WorkDisplay =>
  stream.isTTY ? workBar(name, stream) : workLines({ name, now, write: (line) => stream.write(line) });

const workBar = (name: string, stream: NodeJS.WriteStream): WorkDisplay => {
  const format = `${name} [{bar}] {percentage}% | {details}`;
  const bar = new SingleBar({ format, stream, barsize: 20, fps: 4, hideCursor: true, gracefulExit: false });
  let started = false;
  return {
    update: ({ share, details }) => {
      if (!started) bar.start(1, 0, { details });
      started = true;
      bar.update(share, { details });
    },
    stop: () => started && bar.stop(),
  };
};

interface LineOptions extends Required<Pick<WorkOptions, 'name' | 'now'>> {
  readonly write: (line: string) => void;
}

/** The first line comes after ten seconds: shorter work needs none. */
export const workLines = ({ name, write, now }: LineOptions): WorkDisplay => {
  let last = now();
  return {
    update: ({ share, details }) => {
      if (now() - last < millisecondsBetweenLines) return;
      last = now();
      write(`${name}: ${(100 * share).toFixed(1)}%, ${details}\n`);
    },
    stop: () => undefined,
  };
};
