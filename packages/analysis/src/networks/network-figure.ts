import type { TopLevelSpec } from 'vega-lite';
import { countMultiplyAdds, countParameters } from '@resnet/models';
import type { Figure, FigureCaption } from '../charts/index.js';
import { formatCount, printedName } from '../words.js';
import type { DrawnNetwork } from './network-parts.js';
import { layOut, type NetworkLayout } from './network-layout.js';
import { drawing, type DrawnLine, type DrawnBox, type DrawnText, shortcutPoints } from './drawing.js';

const rowHeight = 26;
const box = { width: 122, height: 18 };
const columnWidth = 250;
const left = 64;
const top = 76;

/** Networks beside each other, layer by layer, as Figure 3 draws them: dotted shortcuts change the dimensions. */
export const networkFigure = (caption: FigureCaption, networks: readonly DrawnNetwork[]): Figure => {
  const columns = layOut(networks);
  return { ...caption, spec: networkSpec(caption, networks, columns) };
};

const networkSpec = (
  { title, description }: FigureCaption,
  networks: readonly DrawnNetwork[],
  columns: readonly NetworkLayout[],
): TopLevelSpec => {
  const rows = Math.max(...columns.flatMap(({ boxes }) => boxes.map(({ row }) => row))) + 1;
  return drawing({
    title,
    description,
    width: left + columns.length * columnWidth,
    height: top + rows * rowHeight + 8,
    boxes: columns.flatMap(boxesOf),
    lines: columns.flatMap((column, index) => [...arrows(column, index), ...shortcuts(column, index)]),
    texts: [...networks.flatMap(headings), ...sizes(columns)],
  });
};

const middleOf = (column: number): number => left + column * columnWidth + box.width / 2 + 10;
const topOf = (row: number): number => top + row * rowHeight;
const bottomOf = (row: number): number => topOf(row) + box.height;

const boxesOf = ({ boxes }: NetworkLayout, column: number): readonly DrawnBox[] =>
  boxes.map(({ row, label, size }) => ({
    x: middleOf(column) - box.width / 2,
    y: topOf(row),
    ...box,
    label,
    color: colorOf(label, size),
  }));

/** What ends or narrows a network is grey; convolutions have a colour by the size of their maps. */
const colorOf = (label: string, size: number): string => {
  if (!label.includes('conv')) return '#eceff1';
  const colors = ['#f8d7d4', '#d7e8f7', '#fbe3c5', '#d5ecd9', '#e4dcf1'];
  return colors[Math.round(Math.log2(size)) % colors.length] ?? '#eceff1';
};

const arrows = ({ boxes }: NetworkLayout, column: number): readonly DrawnLine[] =>
  boxes.map(({ row }, index) => {
    const before = boxes[index - 1];
    const x = middleOf(column);
    return {
      points: [
        { x, y: before === undefined ? top - 18 : bottomOf(before.row) },
        { x, y: topOf(row) },
      ],
      look: 'plain',
    };
  });

/** From after one row to after another. */
const shortcuts = ({ shortcuts: paths }: NetworkLayout, column: number): readonly DrawnLine[] => {
  const x = middleOf(column);
  return paths.map(({ from, to, changesDimensions }) => ({
    points: shortcutPoints({
      from: { x, y: afterRow(from) },
      out: x + box.width / 2 + 26,
      to: { x, y: afterRow(to) },
    }),
    look: changesDimensions ? 'dotted' : 'solid',
  }));
};

const afterRow = (row: number): number => (row < 0 ? top - 8 : (bottomOf(row) + topOf(row + 1)) / 2);

const headings = (network: DrawnNetwork, column: number): readonly DrawnText[] => {
  const x = middleOf(column);
  const counts = `${formatCount(Math.round(countMultiplyAdds(network) / 1e6))} M multiply-adds`;
  return [
    { x, y: 8, text: printedName(network.name), weight: 'bold' },
    { x, y: 24, text: `${formatCount(countParameters(network))} parameters`, weight: 'normal' },
    { x, y: 38, text: counts, weight: 'normal' },
    { x, y: top - 24, text: 'image', weight: 'normal' },
  ];
};

/** `output size: 56` where rows of a size begin, once for all columns. */
const sizes = (columns: readonly NetworkLayout[]): readonly DrawnText[] => {
  const firstRows = new Map<number, number>();
  for (const { row, size } of columns.flatMap(({ boxes }) => boxes)) {
    firstRows.set(size, Math.min(row, firstRows.get(size) ?? Infinity));
  }
  return [...firstRows].flatMap(([size, row]) => [
    { x: 26, y: topOf(row) + 3, text: 'output', weight: 'normal' as const },
    { x: 26, y: topOf(row) + 16, text: `${size} x ${size}`, weight: 'normal' as const },
  ]);
};
