import { expect, test } from '@jest/globals';
import { Tally, tallyTable } from './tally.mjs';

test('a tally counts outcomes, and its table leaves the last column empty where nothing went wrong', () => {
  const kills = new Tally('kill -9');
  kills.add({ survived: true }, 12);
  const disks = new Tally('full disks');
  disks.add({ refused: true });
  disks.add({ wrong: 'a stack' });
  expect(kills.tried).toBe(12);
  expect(tallyTable([kills, disks]).split('\n')).toEqual([
    '| fault      | tried | survived bit for bit | refused in a sentence | wrong |',
    '| ---------- | ----: | -------------------: | --------------------: | ----: |',
    '| kill -9    |    12 |                   12 |                     0 |       |',
    '| full disks |     2 |                    0 |                     1 |     1 |',
  ]);
});
