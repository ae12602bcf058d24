import { type Quantity, quantityNames } from '../runs/index.js';
import { printedName } from '../words.js';
import type { CellSource, PaperCell } from './paper-cell.js';
import { type PrintedRow, table6Rows } from './table-6-rows.js';

const tableCells = ({ method, layers, error, over, member }: PrintedRow): readonly PaperCell[] => {
  const name = [method, ...(layers === null ? [] : [layers])].join('-');
  const common = { table: 'Table 6', remark: member === undefined ? 'another method' : null };
  const ours = (seeds: CellSource['over']): CellSource | null =>
    member === undefined ? null : { member, measure: 'test', over: seeds };
  if (over === undefined) return [{ ...common, cell: `${name}, test error`, paper: error, ours: ours('mean') }];
  const { mean, deviation, bestOf } = over;
  const runs = bestOf === undefined ? '' : ` of ${bestOf} runs`;
  const best = bestOf === undefined ? null : ours({ bestOf });
  return [
    { ...common, cell: `${name}, mean test error${runs}`, paper: mean, deviation, ours: ours('mean') },
    { ...common, cell: `${name}, best test error${runs}`, paper: error, ours: best },
  ];
};

/** What the paper says of curves beside drawing them. */
const remarks: Readonly<Record<string, string>> = {
  'plain-110/training': 'not displayed: above 60%',
  'plain-110/test': 'not displayed: above 60%',
  'resnet-1202/training': 'drawn only: ends below 0.1%',
};

const curveEnds = (table: string, members: readonly string[], measures: readonly Quantity[]): readonly PaperCell[] =>
  members.flatMap((member) =>
    measures.map((measure) => ({
      ...{ table, cell: `${printedName(member)}, ${quantityNames[measure]}`, paper: null },
      remark: remarks[`${member}/${measure}`] ?? 'drawn only',
      ours: { member, measure, over: 'mean' } as const,
    })),
  );

const both = ['training', 'test'] as const;
const plain = [20, 32, 44, 56, 110].map((depth) => `plain-${depth}`);
const residual = [20, 32, 44, 56, 110, 1202].map((depth) => `resnet-${depth}`);

/**
 * Every number of the paper's tables and figures about CIFAR-10; after them what no curve shows, the error on the
 * training set as it is.
 */
export const cifar10Cells: readonly PaperCell[] = [
  ...table6Rows.flatMap(tableCells),
  ...curveEnds('Figure 1', ['plain-20', 'plain-56'], both),
  ...curveEnds('Figure 6', [...plain, ...residual], both),
  ...curveEnds('Figure 7', ['plain-20', 'plain-56', 'resnet-20', 'resnet-56', 'resnet-110'], ['layer-responses']),
  ...curveEnds('beside Figure 6', [...plain, ...residual], ['training-set']).map((cell) => ({
    ...cell,
    remark: 'not measured in the paper',
  })),
];
