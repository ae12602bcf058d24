import { element } from './element.js';

/** One thing that can be switched on and off, or chosen. */
export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  /** CSS colour of a mark before the label. */
  readonly color?: string | undefined;
}

/** A group of check boxes; nothing where there is nothing to choose. `change` hears of the one that was switched. */
export const checkBoxes = <T>({
  legend,
  choices,
  chosen,
  change,
}: {
  readonly legend: string;
  readonly choices: readonly Choice<T>[];
  readonly chosen: readonly T[];
  readonly change: (value: T) => void;
}): readonly HTMLElement[] => {
  if (choices.length < 2) return [];
  const boxes = choices.map(({ value, label, color }) => {
    const input = element('input', { type: 'checkbox' });
    input.checked = chosen.includes(value);
    input.addEventListener('change', () => change(value));
    return element('label', {}, input, ...swatch(color), label);
  });
  return [element('fieldset', { class: 'choices' }, element('legend', {}, legend), ...boxes)];
};

/** A list to choose one from. */
export const selection = <T extends string>({
  label,
  choices,
  chosen,
  change,
}: {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly chosen: T;
  readonly change: (value: T) => void;
}): HTMLElement => {
  const select = element('select', {});
  for (const choice of choices) select.append(element('option', { value: choice.value }, choice.label));
  select.value = chosen;
  select.addEventListener('change', () => change(select.value as T));
  return element('label', { class: 'selection' }, label, select);
};

/** A button that says what it does. */
export const button = (label: string, title: string, press: () => void): HTMLButtonElement => {
  const made = element('button', { type: 'button', title, 'aria-label': title }, label);
  made.addEventListener('click', press);
  return made;
};

/** A mark in a curve's colour. */
export const swatch = (color: string | undefined): readonly HTMLElement[] => {
  if (color === undefined) return [];
  const mark = element('span', { class: 'swatch', 'aria-hidden': 'true' });
  mark.style.background = color;
  return [mark];
};
