import { printedName } from '../../words.js';
import { acrossNames, errorScales } from '../curve-variant.js';
import type { ChartChoices, ChartState } from './chart-state.js';
import { toggled } from './chart-state.js';
import { button, checkBoxes, selection } from './choices.js';
import { element } from './element.js';
import { acrossLabels, scaleLabels } from './words-of-axes.js';

/** All that a reader can change in a chart, before the chart. */
export const chartControls = ({
  choices,
  state,
  colors,
  change,
  zoom,
  move,
}: {
  readonly choices: ChartChoices;
  /** What is chosen at first. */
  readonly state: ChartState;
  readonly colors: Readonly<Record<string, string>>;
  readonly change: (change: (state: ChartState) => Partial<ChartState>) => void;
  readonly zoom: (factor: number) => void;
  readonly move: (share: number) => void;
}): HTMLElement => {
  const boxes = <Key extends keyof ChartChoices>(
    key: Key,
    legend: string,
    label: (value: ChartChoices[Key][number]) => string,
    color: (value: ChartChoices[Key][number]) => string | undefined = () => undefined,
  ): readonly HTMLElement[] => {
    const values: readonly ChartChoices[Key][number][] = choices[key];
    return checkBoxes({
      legend,
      choices: values.map((value) => ({ value, label: label(value), color: color(value) })),
      chosen: state[key],
      change: (value) => change((now) => ({ [key]: toggled<ChartChoices[Key][number]>(now[key], value) })),
    });
  };
  return element(
    'div',
    { class: 'controls' },
    ...boxes('members', 'networks', printedName, (member) => colors[member]),
    ...boxes('budgets', 'budgets', String),
    ...boxes('seeds', 'seeds', String),
    ...boxes('kinds', 'curves', (kind) => (kind === 'training' ? 'training (dashed)' : 'test')),
    selection({
      label: 'across',
      choices: acrossNames.map((value) => ({ value, label: acrossLabels[value] })),
      chosen: state.across,
      change: (across) => change(() => ({ across })),
    }),
    selection({
      label: 'error axis',
      choices: errorScales.map((value) => ({ value, label: scaleLabels[value] })),
      chosen: state.errorScale,
      change: (errorScale) => change(() => ({ errorScale })),
    }),
    zoomButtons({ zoom, move, reset: () => change(() => ({ zoom: null })) }),
  );
};

const zoomButtons = ({
  zoom,
  move,
  reset,
}: {
  readonly zoom: (factor: number) => void;
  readonly move: (share: number) => void;
  readonly reset: () => void;
}): HTMLElement =>
  element(
    'div',
    { class: 'zoom', role: 'group', 'aria-label': 'zoom' },
    button('+', 'Zoom in', () => zoom(0.5)),
    button('−', 'Zoom out', () => zoom(2)),
    button('←', 'Move left', () => move(-0.25)),
    button('→', 'Move right', () => move(0.25)),
    button('all', 'Show all', reset),
  );
