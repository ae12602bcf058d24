import { element } from './element.js';
import type { PlotPoint } from './plot.js';

/** What a tip says: whose curve it is about, and its value there. */
export interface TipNote {
  readonly title: string;
  readonly value: string;
}

/** A note beside the pointer. */
export class Tip {
  readonly host = element('div', { class: 'tip', hidden: '' });

  show(note: TipNote | null, at: PlotPoint): void {
    this.host.hidden = note === null;
    if (note === null) return;
    this.host.replaceChildren(element('strong', {}, note.title), element('span', {}, note.value));
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
