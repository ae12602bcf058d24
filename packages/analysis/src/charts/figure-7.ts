import type { Run } from '@resnet/run-log';
import type { TopLevelSpec } from 'vega-lite';
import { budgetLabel, byBudget, type BudgetRuns, countedRuns, runsOfMember, runsOfMembers } from '../runs/index.js';
import { printedName, unique } from '../words.js';
import type { PartSpec } from './error-panel.js';
import { figureFrame } from './figure-frame.js';
import type { Figure } from './figure.js';
import { memberColors } from './member-colors.js';
import { shortNames } from './short-names.js';
import { sourceOf } from './source-of.js';

const members = ['plain-20', 'plain-56', 'resnet-20', 'resnet-56', 'resnet-110'];

const description =
  'Standard deviation of the response of each 3x3 layer after training, one line for each network: top, in the order of the network; bottom, sorted from the largest to the smallest. Plain networks are dashed.';

/**
 * Figure 7: standard deviations of layer responses, in the order of the network and sorted, one row for each budget;
 * `null` where no run recorded them.
 */
export const figure7 = (runs: readonly Run[]): Figure | null => {
  const drawable = runsOfMembers(countedRuns(runs), members).filter((run) => responsesOf(run).length > 0);
  if (drawable.length === 0) return null;
  const title = 'Figure 7. Layer responses on CIFAR-10';
  return { id: 'figure-7', title, description, spec: specification(title, drawable) };
};

/** A 3x3 layer's output after batch normalization, before the ReLU or the addition. */
const responsesOf = ({ record }: Run): readonly number[] => Object.values(record.final?.layerResponses ?? {});

const specification = (title: string, runs: readonly Run[]): TopLevelSpec => ({
  ...figureFrame({ description, title, spacing: 40 }),
  // Each budget has its own members, and their colours: one scale for all would mix them up.
  resolve: { scale: { color: 'independent' } },
  vconcat: byBudget(runs).map(budgetPanels),
});

const budgetPanels = (group: BudgetRuns): PartSpec => {
  // The lowest seed stands for a member.
  const drawn = members.flatMap((member) => runsOfMember(group.runs, member).slice(0, 1));
  const lines = drawn.map((run) => ({ run, values: responsesOf(run) }));
  const sorted = lines.map(({ run, values }) => ({ run, values: values.toSorted((a, b) => b - a) }));
  const overImages = 'over the augmented mini-batches of training, whose own statistics normalize them';
  return {
    title: { text: budgetLabel(group), offset: 12, subtitle: [sourceOf(drawn), overImages, ...notDrawn(group)] },
    bounds: 'flush',
    spacing: 46,
    vconcat: [panel('layer, in the order of the network', lines), panel('layer, sorted by its response', sorted)],
  };
};

/** Members of the figure that were not run on a budget, or whose runs recorded no responses. */
const notDrawn = ({ runs }: BudgetRuns): readonly string[] => {
  const missing = members.filter((member) => runsOfMember(runs, member).length === 0);
  return missing.length === 0 ? [] : [`no responses recorded: ${shortNames(missing)}`];
};

interface Line {
  readonly run: Run;
  readonly values: readonly number[];
}

const panel = (layerTitle: string, lines: readonly Line[]): PartSpec => {
  const names = lines.map(({ run }) => printedName(run.record.member));
  const colors = memberColors(members);
  return {
    width: 560,
    height: 180,
    data: { values: lines.map(valuesOf) },
    transform: [{ flatten: ['layer', 'response'] }],
    mark: { type: 'line', clip: true, strokeJoin: 'round', strokeWidth: 1.8 },
    encoding: {
      x: {
        field: 'layer',
        type: 'quantitative',
        scale: { domain: [1, Math.max(...lines.map(({ values }) => values.length))], nice: false },
        axis: { title: layerTitle, tickMinStep: 1 },
      },
      y: responsePosition(lines),
      color: {
        field: 'member',
        type: 'nominal',
        scale: { domain: [...unique(names)], range: names.map((name) => colors.get(name) ?? '#222222') },
        legend: {
          title: 'plain dashed',
          titleFontWeight: 'normal',
          direction: 'vertical',
          columns: 1,
          legendX: 576,
          legendY: 0,
        },
      },
      strokeDash: {
        field: 'family',
        type: 'nominal',
        scale: {
          domain: ['plain', 'residual'],
          range: [
            [5, 3],
            [1, 0],
          ],
        },
        legend: null,
      },
    },
  };
};

/** From zero, as the paper has it; logarithmic where one network would press the others to the bottom. */
const responsePosition = (lines: readonly Line[]) => {
  const values = lines.flatMap(({ values }) => values);
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const position = { field: 'response', type: 'quantitative' } as const;
  if (greatest <= 10 * least) return { ...position, scale: { zero: true }, axis: { title: 'standard deviation' } };
  return {
    ...position,
    scale: { type: 'log' as const, domain: [least / 1.2, greatest * 1.2], nice: false },
    axis: { title: 'standard deviation (log)', values: [0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] },
  };
};

const valuesOf = ({ run: { record }, values }: Line) => ({
  member: printedName(record.member),
  family: record.network.family,
  layer: values.map((_, index) => index + 1),
  response: values.map((value) => Number(value.toFixed(4))),
});
