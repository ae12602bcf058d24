import { SingleBar } from 'cli-progress';

/** How far some work is: `value` of `total`. */
export interface Shown {
  readonly value: number;
  readonly total: number;
  /** Stands beside a bar. */
  readonly beside: string;
  /** Stands in a line by itself where there is no terminal. */
  readonly line: string;
}

/** Shows how far some work is. */
export interface Display<Progress> {
  readonly update: (progress: Progress) => void;
  readonly stop: () => void;
}

export interface BarOptions<Progress> {
  readonly name: string;
  /** What a bar counts in, in the words of cli-progress. */
  readonly counter: '{value}/{total}' | '{percentage}%';
  /** Whether the first and the last step have lines too; work that takes less than ten seconds has none otherwise. */
  readonly ends: boolean;
  readonly show: (progress: Progress) => Shown;
  readonly stream?: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> | undefined;
  readonly now?: (() => number) | undefined;
}

/** A bar on a terminal, a line every ten seconds elsewhere. */
export const showBar = <Progress>(options: BarOptions<Progress>): Display<Progress> =>
  (options.stream ?? process.stderr).isTTY ? bar(options) : lines(options);

const bar = <Progress>({ name, counter, show, stream = process.stderr }: BarOptions<Progress>): Display<Progress> => {
  const single = new SingleBar({
    ...{ format: `${name} [{bar}] ${counter} | {beside}`, stream: stream as NodeJS.WriteStream },
    // A process that a signal ends would leave the terminal as it is then.
    ...{ barsize: 20, fps: 4, hideCursor: false, linewrap: true, gracefulExit: false },
  });
  let started = false;
  return {
    update: (progress) => {
      const { value, total, beside } = show(progress);
      if (started) single.update(value, { beside });
      else single.start(total, value, { beside });
      started = true;
    },
    stop: () => {
      if (started) single.stop();
    },
  };
};

const millisecondsBetweenLines = 10_000;

const lines = <Progress>(options: BarOptions<Progress>): Display<Progress> => {
  const { name, ends, show, stream = process.stderr, now = () => performance.now() } = options;
  let last = ends ? -Infinity : now();
  return {
    update: (progress) => {
      const { value, total, line } = show(progress);
      const isLast = ends && value >= total;
      if (!isLast && now() - last < millisecondsBetweenLines) return;
      last = now();
      stream.write(`${name}: ${line}\n`);
    },
    stop: () => undefined,
  };
};
