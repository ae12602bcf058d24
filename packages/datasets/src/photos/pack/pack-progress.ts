import type { PhotoSource, SourceSplit } from '../layouts/photo-source.js';
import type { PhotoSplit } from '../photo-set-record.js';

/** How far a pack is. */
export interface PackProgress {
  readonly split: PhotoSplit;
  /** Pictures of the split, those of an interrupted pack among them. */
  readonly pictures: number;
  /** Of how many; `null` where that is not known yet. */
  readonly of: number | null;
  /** The share of the whole work, from 0 to 1. */
  readonly share: number;
  /** Since this pack began. */
  readonly picturesPerSecond: number;
  readonly secondsLeft: number;
}

/** Counts pictures and tells how far the whole is. */
export const createPackProgress = (
  { splits }: PhotoSource,
  onProgress: ((progress: PackProgress) => void) | undefined,
  now: () => number = () => performance.now(),
) => {
  const whole = splits.reduce((sum, split) => sum + weightOf(split), 0);
  let [began, done, doneElsewhere] = [now(), 0, 0];
  const shareUpTo = (split: SourceSplit, share: number): number => {
    const before = splits.slice(0, splits.indexOf(split)).reduce((sum, other) => sum + weightOf(other), 0);
    return (before + share * weightOf(split)) / whole;
  };
  return {
    /** A picture was taken, the `taken`th of its split, with which `share` of the split is done. */
    photo: (split: SourceSplit, taken: number, share: number): void => {
      const seconds = (now() - began) / 1000;
      const all = shareUpTo(split, share);
      done++;
      onProgress?.({
        ...{ split: split.split, pictures: taken, of: split.count, share: all },
        picturesPerSecond: done / Math.max(seconds, 1e-3),
        secondsLeft: (seconds * (1 - all)) / Math.max(all - doneElsewhere, 1e-9),
      });
    },
    /** An interrupted pack has done so much of a split. */
    resume: (split: SourceSplit, share: number): void => {
      // What was done in this one before counts with its time.
      doneElsewhere += shareUpTo(split, share) - shareUpTo(split, 0);
      if (done === 0) began = now();
    },
  };
};

const weightOf = ({ classes }: SourceSplit): number => classes.reduce((sum, { weight }) => sum + weight, 0);
