import { describe, expect, it } from '@jest/globals';
import { workLines } from './show-work.js';

describe('work shown where there is no terminal', () => {
  it('is a line every ten seconds', () => {
    const lines: string[] = [];
    let time = 0;
    const display = workLines({ name: 'imagenet', now: () => time, write: (line) => lines.push(line) });
    for (let second = 0; second <= 21; second += 3) {
      time = 1000 * second;
      display.update({ share: second / 100, details: `${second} pictures` });
    }
    expect(lines).toEqual(['imagenet: 12.0%, 12 pictures\n']);
  });
});
