import { describe, expect, it } from '@jest/globals';
import { showBar, type BarOptions } from './show-bar.js';

/** The lines of work that takes a second a step. */
const linesOf = ({ steps, ends }: { readonly steps: number } & Pick<BarOptions<number>, 'ends'>): readonly string[] => {
  const written: string[] = [];
  let time = 0;
  const { update, stop } = showBar<number>({
    ...{ name: 'work', counter: '{value}/{total}', ends, now: () => time },
    show: (value) => ({ value, total: steps, beside: '', line: `step ${value}` }),
    stream: { isTTY: false, write: (line: string) => written.push(line) > 0 },
  });
  for (let step = 1; step <= steps; step++) {
    time += 1000;
    update(step);
  }
  stop();
  return written;
};

describe('progress where there is no terminal', () => {
  it('is a line every ten seconds', () => {
    expect(linesOf({ steps: 25, ends: false })).toEqual(['work: step 10\n', 'work: step 20\n']);
    expect(linesOf({ steps: 9, ends: false })).toEqual([]);
  });

  it('is a line for the first and the last step too, where both are wanted', () => {
    const expected = [1, 11, 21, 25].map((step) => `work: step ${step}\n`);
    expect(linesOf({ steps: 25, ends: true })).toEqual(expected);
    expect(linesOf({ steps: 1, ends: true })).toEqual(['work: step 1\n']);
  });
});

it('progress on a terminal is a bar with what stands beside it', () => {
  const written: string[] = [];
  // As much of a terminal as cli-progress asks for.
  const stream = Object.assign(Object.create(process.stderr) as NodeJS.WriteStream, {
    ...{ isTTY: true, columns: 80, write: (text: string) => written.push(text) > 0 },
    ...{ cursorTo: () => true, clearLine: () => true, moveCursor: () => true },
  });
  const { update, stop } = showBar<number>({
    ...{ name: 'work', counter: '{value}/{total}', ends: true, stream },
    show: (value) => ({ value, total: 4, beside: '12 images/s', line: '' }),
  });
  update(1);
  update(4);
  stop();
  expect(written.join('')).toContain('] 1/4 | 12 images/s');
  expect(written.join('')).toContain('] 4/4 | 12 images/s');
});
