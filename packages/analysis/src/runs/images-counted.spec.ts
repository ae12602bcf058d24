import { expect, it } from '@jest/globals';
import { syntheticRun } from '../synthetic-run.js';
import { imagesCounted } from './images-counted.js';

const run = syntheticRun({ network: 'plain-20', budget: 'quick' });

it('counts the images between the last two training rows, whatever the rounding of their epochs', () => {
  const row = { rate: 0.1, loss: 1, error: 40, top5Error: null };
  const rows = [
    { ...row, iteration: 380, epoch: 5.1368 },
    { ...row, iteration: 400, epoch: 5.4071 },
  ];
  expect(imagesCounted({ ...run, training: rows }, 'training')).toBe(2560);
  expect(imagesCounted({ ...run, training: rows.slice(0, 1) }, 'training')).toBe(380 * 128);
});

it('counts as many images as the recipe gives the last training row where training.csv is missing', () => {
  const counted = (trainingEvery: number) => {
    const recipe = { ...run.record.recipe, log: { trainingEvery } };
    return imagesCounted({ ...run, training: [], record: { ...run.record, recipe } }, 'training');
  };
  expect([20, 300, 5000].map(counted)).toEqual([20 * 128, 100 * 128, 1000 * 128]);
});

it('counts the whole test set', () => {
  expect(imagesCounted(run, 'test')).toBe(10_000);
  const dataset = { ...run.record.dataset, name: 'imagenette', evaluatedImages: 3_925 };
  expect(imagesCounted({ ...run, record: { ...run.record, dataset } }, 'test')).toBe(3_925);
});

it('counts the few images of the smoke budget', () => {
  const smoke = syntheticRun({ network: 'plain-20', budget: 'smoke' });
  const dataset = { ...smoke.record.dataset, trainingImages: 96 };
  expect(imagesCounted({ ...smoke, record: { ...smoke.record, dataset } }, 'test')).toBe(96);
});

it('counts every training image of the training set as it is', () => {
  expect(imagesCounted(run, 'training-set')).toBe(50_000);
});

it('counts the whole test set of a run that was evaluated on images held out while it trained', () => {
  const dataset = { ...run.record.dataset, trainingImages: 45_000, evaluatedImages: 5_000 };
  const heldOut = run.evaluation.map((row) => ({ ...row, split: 'validation' as const }));
  const tested = {
    ...run,
    evaluation: [...heldOut, run.evaluation.at(-1)!],
    record: { ...run.record, dataset },
  };
  expect(imagesCounted(tested, 'test')).toBe(10_000);
});

it('counts the validation set of photographs, whose error is the test error', () => {
  const dataset = { ...run.record.dataset, name: 'imagenette', evaluatedImages: 3_925 };
  const crops = { split: 'validation', protocol: 'center-crop' } as const;
  const evaluation = run.evaluation.map((row) => ({ ...row, ...crops }));
  expect(imagesCounted({ ...run, evaluation, record: { ...run.record, dataset } }, 'test')).toBe(3_925);
});
