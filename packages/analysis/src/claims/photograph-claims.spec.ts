import { expect, test } from '@jest/globals';
import type { EvaluationRow, Run } from '@resnet/run-log';
import { syntheticRun } from '../synthetic-run.js';
import { judgePaper } from './judge-paper.js';

/** Evaluated as photographs are: on the validation set, center crops. */
const onPhotographs = (network: string, experiment: string, testError: number): Run => {
  const run = syntheticRun({ network, experiment, trainingError: testError, testError });
  const renamed = (row: EvaluationRow): EvaluationRow => ({ ...row, split: 'validation', protocol: 'center-crop' });
  const final = run.record.final!;
  const dataset = { ...run.record.dataset, name: 'imagenette', evaluatedImages: 3_925 };
  return {
    ...run,
    evaluation: run.evaluation.map(renamed),
    record: { ...run.record, dataset, final: { ...final, evaluation: final.evaluation.map(renamed) } },
  };
};

const runs = [
  onPhotographs('plain-18', 'imagenette/ten-classes', 20),
  onPhotographs('plain-34', 'imagenette/ten-classes', 30),
];

test('claims about photographs are judged on the set that they name, by center crops of its validation images', () => {
  const judged = judgePaper(runs).filter(({ verdict }) => verdict !== 'not-run');
  expect(judged.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['imagenette/degradation/plain-34/plain-18/training', 'supported'],
    ['imagenette/degradation/plain-34/plain-18/test', 'supported'],
  ]);
  expect(judged[1]?.statement).toBe('Ten classes of ImageNet: plain-34 has higher test error than plain-18.');
  expect(judged[1]?.difference).toMatchObject({ left: 30, right: 20, from: 'images' });
});

test('an interval of fewer images is wider', () => {
  const more = runs.map((run) => ({
    ...run,
    record: { ...run.record, dataset: { ...run.record.dataset, evaluatedImages: 50_000 } },
  }));
  const widthOf = (of: readonly Run[]): number => {
    const difference = judgePaper(of).find(
      ({ id }) => id === 'imagenette/degradation/plain-34/plain-18/test',
    )?.difference;
    return difference!.high - difference!.low;
  };
  expect(widthOf(runs) / widthOf(more)).toBeCloseTo(Math.sqrt(50_000 / 3_925), 1);
});
