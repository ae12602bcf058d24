import { layerLabel } from './layer-label.js';
import { type DrawnNetwork, networkParts, type Part } from './network-parts.js';

/** A network drawn as Figure 3 draws it, in rows that are counted from the top. */
export interface NetworkLayout {
  readonly boxes: readonly LayoutBox[];
  readonly shortcuts: readonly LayoutShortcut[];
}

export interface LayoutBox {
  readonly row: number;
  readonly label: string;
  /** Height and width of the maps that come out. */
  readonly size: number;
}

/** A path from after one row to after another; `from` is -1 where it begins at the image. */
export interface LayoutShortcut {
  readonly from: number;
  readonly to: number;
  readonly changesDimensions: boolean;
}

/** Networks beside each other: rows of one output size begin at one height in all of them, as in Figure 3. */
export const layOut = (networks: readonly DrawnNetwork[]): readonly NetworkLayout[] => {
  const unaligned = networks.map(boxesOf);
  const firstRows = firstRowBySize(unaligned.map(({ boxes }) => boxes));
  return unaligned.map(({ boxes, shortcuts }) => {
    const rows = boxes.map((box, index) => {
      const earlier = boxes.slice(0, index).filter(({ size }) => size === box.size).length;
      return (firstRows.get(box.size) ?? 0) + earlier;
    });
    const rowOf = (index: number): number => rows[index] ?? -1;
    return {
      boxes: boxes.map((box, index) => ({ ...box, row: rowOf(index) })),
      shortcuts: shortcuts.map((one) => ({ ...one, from: rowOf(one.from), to: rowOf(one.to) })),
    };
  });
};

type UnplacedBox = Omit<LayoutBox, 'row'>;

/** The boxes in order and the shortcuts between them, by index of box. */
const boxesOf = (network: DrawnNetwork) => {
  const parts = networkParts(network);
  const boxes = parts.flatMap((part): UnplacedBox[] => {
    const label = labelOf(part);
    return label === null ? [] : [{ label, size: part.output.height }];
  });
  const boxesBefore = counted(parts);
  const shortcuts = parts.flatMap((part, index): LayoutShortcut[] => {
    if (part.kind !== 'addition') return [];
    const { changesDimensions } = part;
    return [{ from: (boxesBefore[part.from] ?? 0) - 1, to: (boxesBefore[index] ?? 0) - 1, changesDimensions }];
  });
  return { boxes, shortcuts };
};

const labelOf = (part: Part): string | null => (part.kind === 'layer' ? layerLabel(part) : null);

/** How many boxes come before each part, and before the end. */
const counted = (parts: readonly Part[]): readonly number[] => {
  const counts = [0];
  for (const part of parts) counts.push((counts.at(-1) ?? 0) + (labelOf(part) === null ? 0 : 1));
  return counts;
};

/** Sizes from the largest, each with room for the network that has the most rows of it. */
const firstRowBySize = (networks: readonly (readonly UnplacedBox[])[]): ReadonlyMap<number, number> => {
  const sizes = [...new Set(networks.flat().map(({ size }) => size))].sort((a, b) => b - a);
  const firstRows = new Map<number, number>();
  let row = 0;
  for (const size of sizes) {
    firstRows.set(size, row);
    row += Math.max(...networks.map((boxes) => boxes.filter((box) => box.size === size).length));
  }
  return firstRows;
};
