import type { Network } from '@resnet/models';
import type { Figure, FigureCaption } from '../charts/index.js';
import { printedName } from '../words.js';
import { type DrawnBox, drawing, type DrawnLine, type DrawnText, shortcutPoints } from './drawing.js';
import { typicalBlock } from './find-block.js';
import { layerLabel } from './layer-label.js';
import { type DrawnNetwork, networkParts, type Part } from './network-parts.js';

const columnWidth = 260;
const box = { width: 120, height: 28 };
const step = 58;
const top = 84;

/** One block of each network beside each other, as Figure 5 draws them: layers, ReLUs, and what is added. */
export const blockFigure = (caption: FigureCaption, networks: readonly Network[]): Figure => {
  const blocks = networks.map(typicalBlock);
  const columns = blocks.map(columnOf);
  const { title, description } = caption;
  const spec = drawing({
    title,
    description,
    width: networks.length * columnWidth,
    height: Math.max(...columns.map(({ bottom }) => bottom)) + 36,
    boxes: columns.flatMap(({ boxes }) => boxes),
    lines: columns.flatMap(({ lines }) => lines),
    texts: columns.flatMap(({ texts }) => texts),
  });
  return { ...caption, spec };
};

interface Column {
  readonly boxes: readonly DrawnBox[];
  readonly lines: readonly DrawnLine[];
  readonly texts: readonly DrawnText[];
  readonly bottom: number;
}

/** Convolutions and additions, one below the other; what is a ReLU is a word beside the arrow that leaves them. */
const columnOf = (block: DrawnNetwork, column: number): Column => {
  const x = (column + 0.4) * columnWidth;
  const parts = networkParts(block).filter(isDrawn);
  const places = parts.filter((part) => !isRelu(part));
  const yOf = (index: number): number => top + index * step;
  const bottom = yOf(places.length - 1) + box.height + 30;
  const additionIndex = places.findIndex(({ kind }) => kind === 'addition');
  return {
    boxes: places.flatMap((part, index) => boxOf(part, { x, y: yOf(index) })),
    lines: [
      ...places.map((_, index) => arrow(x, index === 0 ? top - 30 : yOf(index - 1) + box.height, yOf(index))),
      arrow(x, bottom - 30, bottom),
      ...(additionIndex === -1 ? [] : [shortcut(x, yOf(additionIndex))]),
    ],
    texts: [
      { x, y: 12, text: printedName(block.name), weight: 'bold' },
      {
        x,
        y: top - 40,
        text: `${block.input.channels}-d, ${block.input.height} x ${block.input.width}`,
        weight: 'normal',
      },
      ...places.flatMap((part, index) =>
        reluFollows(parts, part) ? [word('relu', x + 22, yOf(index) + box.height + 14)] : [],
      ),
      ...places.flatMap((part, index) => (part.kind === 'addition' ? shortcutWords(part, x, yOf(index)) : [])),
    ],
    bottom,
  };
};

const isRelu = (part: Part): boolean => part.kind === 'layer' && part.layer.kind === 'relu';

const isDrawn = (part: Part): boolean => part.kind === 'addition' || isRelu(part) || layerLabel(part) !== null;

const reluFollows = (parts: readonly Part[], part: Part): boolean => {
  const next = parts[parts.indexOf(part) + 1];
  return next !== undefined && isRelu(next);
};

const word = (text: string, x: number, y: number): DrawnText => ({ x, y, text, weight: 'normal' });

const boxOf = (part: Part, { x, y }: { readonly x: number; readonly y: number }): readonly DrawnBox[] => {
  if (part.kind === 'layer') {
    return [{ x: x - box.width / 2, y, ...box, label: layerLabel(part) ?? '', color: '#fbe3c5' }];
  }
  return [{ x: x - box.height / 2, y, width: box.height, height: box.height, label: '+', color: '#ffffff' }];
};

const arrow = (x: number, from: number, to: number): DrawnLine => ({
  points: [
    { x, y: from },
    { x, y: to },
  ],
  look: 'plain',
});

const shortcut = (x: number, y: number): DrawnLine => {
  const [from, to] = [
    { x, y: top - 18 },
    { x: x + box.height / 2, y: y + box.height / 2 },
  ];
  return { points: shortcutPoints({ from, out: x + box.width / 2 + 46, to }), look: 'solid' };
};

const shortcutWords = (part: Extract<Part, { kind: 'addition' }>, x: number, y: number): readonly DrawnText[] => [
  word(part.shortcut, x + box.width / 2 + 74, (top + y) / 2),
];
