import { formatError } from '../../tables/index.js';
import { printedName } from '../../words.js';
import type { Across } from '../curve-variant.js';
import { element } from './element.js';
import type { PlotPoint } from './plot.js';
import type { Reading } from './readings.js';
import { placeText } from './words-of-axes.js';

/** A note beside the pointer: whose curve is nearest, and its value there. */
export class Tip {
  readonly host = element('div', { class: 'tip', hidden: '' });

  show(reading: Reading | null, at: PlotPoint, across: Across): void {
    this.host.hidden = reading === null;
    if (reading === null) return;
    const { run, kind } = reading.line;
    const { member, budget, seed } = run.record;
    this.host.replaceChildren(
      element('strong', {}, `${printedName(member)}, seed ${seed}, ${budget} budget`),
      element('span', {}, `${kind} error ${formatError(reading.y)}% at ${placeText(reading.x, across)}`),
    );
    this.place(at.pixels);
  }

  hide(): void {
    this.host.hidden = true;
  }

  /** Below the pointer and to its right, as far as the plot goes. */
  private place([x, y]: readonly [number, number]): void {
    const room = (this.host.parentElement?.clientWidth ?? 0) - this.host.offsetWidth;
    this.host.style.left = `${Math.max(0, Math.min(x + 64, room))}px`;
    this.host.style.top = `${y + 28}px`;
  }
}
