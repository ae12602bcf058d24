import { describe, expect, test } from '@jest/globals';
import { residualNetwork } from '@resnet/models';
import { cifarRecipe, type Recipe } from '../recipe/index.js';
import { deviations, type DeviationOptions } from './deviations.js';

const network = residualNetwork({ depth: 20 });
const of = (change: Partial<DeviationOptions>, recipe: Partial<Recipe> = {}) =>
  deviations({ network, budget: 'paper', precision: 'f32', recipe: { ...cifarRecipe, ...recipe }, ...change });
const onlyDeclared = of({});

describe('deviations', () => {
  test('name the one that the declared recipe has', () => {
    expect(onlyDeclared).toEqual([
      'Batch statistics are taken over 128 images in a single process; the paper split 128 over two GPUs (section 4.2).',
    ]);
  });

  test('are none with statistics per half of the mini-batch', () => {
    expect(of({}, { batchStatistics: 64 })).toEqual([]);
  });

  test('name the budget and the precision', () => {
    expect(of({ budget: 'short', precision: 'bf16' })).toEqual([
      'Budget short: 8000 iterations instead of 64000.',
      'Activations and their gradients are kept in bf16; weights and statistics in f32.',
      ...onlyDeclared,
    ]);
  });

  test.each([
    [{ nesterov: true }, 'Nesterov momentum.'],
    [{ weightDecay: 0 }, 'Weight decay 0 instead of 0.0001.'],
    [{ cropAverage: 'logits' }, 'A 10-crop evaluation averages logits.'],
    [{ trainingSet: '45k' }, 'evaluated on the 5,000 validation images'],
    [{ schedule: { ...cifarRecipe.schedule, drops: [] } }, 'Rate drops at no iteration instead of 32000 (times 0.1), '],
  ] as [Partial<Recipe>, string][])('name what %j changes', (change, sentence) => {
    const [found, ...others] = of({}, change).filter((each) => !onlyDeclared.includes(each));
    expect(found).toContain(sentence);
    expect(others).toEqual([]);
  });

  test('name shortcuts of option A that are made differently', () => {
    const paddedIdentity = { subsampling: 'average-pooling', placement: 'split' } as const;
    expect(of({ network: residualNetwork({ depth: 20, paddedIdentity }) })).toEqual([
      ...onlyDeclared,
      'Option A subsamples by 2x2 average pooling.',
      'Option A pads channels on both sides.',
    ]);
  });
});
