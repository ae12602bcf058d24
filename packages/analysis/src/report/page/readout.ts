import { shortfall } from '../../runs/index.js';
import { formatError } from '../../tables/index.js';
import { printedName, unique } from '../../words.js';
import type { Run } from '@resnet/run-log';
import { element, tableElement } from './element.js';
import { swatch } from './choices.js';
import type { Line } from './lines.js';
import type { Reading } from './readings.js';

/** The values that are read, a row for each run, also where it has none: what a pointer shows, for those who use none. */
export const readout = (
  lines: readonly Line[],
  readings: readonly Reading[],
  colorOf: (run: Run) => string,
): HTMLElement => {
  const runs = unique(lines.map(({ run }) => run));
  const heads = ['network', 'budget', 'seed', 'training error (%)', 'test error (%)'];
  const rows = runs.map((run) => {
    const { member, budget, seed } = run.record;
    const remark = shortfall(run);
    const words = remark === null ? printedName(member) : `${printedName(member)} (${remark})`;
    const name = element('th', { scope: 'row' }, ...swatch(colorOf(run)), words);
    const values = (['training', 'test'] as const).map((kind) =>
      element(
        'td',
        { class: 'number' },
        valueText(readings.find(({ line }) => line.run === run && line.kind === kind)),
      ),
    );
    return [name, element('td', {}, budget), element('td', {}, String(seed)), ...values];
  });
  return tableElement(heads, rows);
};

const valueText = (reading: Reading | undefined): string => (reading === undefined ? '' : formatError(reading.y));
