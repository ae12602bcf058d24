import { expect, it } from '@jest/globals';
import { textTable } from './text-table.js';

it('a table has its columns two spaces apart, as wide as their widest cell', () => {
  const table = textTable(
    [{ head: 'network' }, { head: 'time', align: 'right' }, { head: 'state' }],
    [
      ['resnet-20', '9.5 s', 'to do'],
      ['plain-8', '12 min', ''],
    ],
  );
  expect(table.split('\n')).toEqual(['network      time  state', 'resnet-20   9.5 s  to do', 'plain-8    12 min']);
});
