import { existsSync } from 'node:fs';

/** Where `resnet run` writes unless it is told otherwise: git ignores it. */
export const ownRuns = 'runs';

/** Where finished runs are committed on purpose. */
export const committedRuns = 'results';

/** The folders of those two that are there; the committed one where none is. */
export const resultsFolders = (): readonly string[] => {
  const there = [ownRuns, committedRuns].filter((folder) => existsSync(folder));
  return there.length > 0 ? there : [committedRuns];
};

/** Where tables and figures come from unless it is said: one's own runs, or else those that are committed. */
export const resultsFolder = (): string => (existsSync(ownRuns) ? ownRuns : committedRuns);
