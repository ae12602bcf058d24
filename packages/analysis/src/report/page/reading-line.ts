import type { Across } from '../curve-variant.js';
import { element } from './element.js';
import { placeText } from './words-of-axes.js';

/** A slider that says where values are read, and the values. */
export class ReadingLine {
  readonly host: HTMLElement;
  private readonly slider = element('input', { type: 'range', min: '0', step: '1' });
  private readonly place = element('output', {});
  private readonly values = element('div', { class: 'scroll' });
  private places: readonly number[] = [];

  constructor(read: (at: number) => void) {
    this.slider.addEventListener('input', () => read(this.places[Number(this.slider.value)] ?? 0));
    const label = element('label', { class: 'reading' }, 'Values at', this.slider, this.place);
    this.host = element('div', { class: 'readout' }, label, this.values);
  }

  show({
    values,
    at,
    across,
    places,
  }: {
    /** A table of what is read. */
    readonly values: HTMLElement;
    readonly at: number | null;
    readonly across: Across;
    readonly places: readonly number[];
  }): void {
    this.places = places;
    this.slider.max = String(Math.max(0, places.length - 1));
    const next = at === null ? -1 : places.findIndex((place) => place >= at);
    this.slider.value = String(next === -1 ? places.length - 1 : next);
    const text = at === null ? 'the end of each curve' : placeText(at, across);
    this.slider.setAttribute('aria-valuetext', text);
    this.place.textContent = text;
    this.values.replaceChildren(values);
  }
}
