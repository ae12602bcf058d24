import { describe, expect, test } from '@jest/globals';
import { residualNetwork } from '@resnet/models';
import { cifarRecipe, cifarWarmUpRecipe, imagenetRecipe, type Recipe } from '../recipe/index.js';
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

  test('name the images that are normalized where a mini-batch is smaller than a group', () => {
    expect(of({}, { batchSize: 16, batchStatistics: 32 })).toContain(
      'Batch statistics are taken over 16 images in a single process; the paper split 128 over two GPUs (section 4.2).',
    );
  });

  test('name those of the smoke budget, whose mini-batches are smaller', () => {
    expect(of({ budget: 'smoke' })).toContain(
      'Batch statistics are taken over 32 images in a single process; the paper split 128 over two GPUs (section 4.2).',
    );
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
    [
      { schedule: cifarWarmUpRecipe.schedule },
      'Start with a lower rate: 0.01 until the training error is below 80% instead of no.',
    ],
  ] as [Partial<Recipe>, string][])('name what %j changes', (change, sentence) => {
    const [found, ...others] = of({}, change).filter((each) => !onlyDeclared.includes(each));
    expect(found).toContain(sentence);
    expect(others).toEqual([]);
  });

  test('name the lower rate at the start where a network of 110 layers does without', () => {
    const deep = residualNetwork({ depth: 110 });
    expect(of({ network: deep }, cifarWarmUpRecipe)).toEqual(onlyDeclared);
    expect(of({ network: deep })).toEqual([
      ...onlyDeclared,
      'Start with a lower rate: no instead of 0.01 until the training error is below 80%.',
    ]);
  });

  test('name shortcuts of option A that are made differently', () => {
    const paddedIdentity = { subsampling: 'average-pooling', placement: 'split' } as const;
    expect(of({ network: residualNetwork({ depth: 20, paddedIdentity }) })).toEqual([
      ...onlyDeclared,
      'Option A subsamples by 2x2 average pooling.',
      'Option A pads channels on both sides.',
    ]);
  });

  describe('of a network for photographs', () => {
    const deep = residualNetwork({ depth: 18 });
    const photographs = (change: Partial<Recipe> = {}, dataset = 'imagenet') =>
      deviations({
        network: deep,
        dataset,
        budget: 'paper',
        precision: 'f32',
        recipe: { ...imagenetRecipe, ...change },
      });

    test('are none with the recipe of section 3.4', () => {
      expect(photographs()).toEqual([]);
    });

    test('name another set, other groups, moving averages and a fixed schedule', () => {
      expect(photographs({}, 'imagenette')).toEqual([
        'Trained on imagenette, 1000 classes in images of 224 pixels, instead of imagenet.',
      ]);
      expect(photographs({ batchStatistics: 'mini-batch' })[0]).toContain('256 over eight GPUs (section 3.4)');
      expect(photographs({ testStatistics: 'moving-average' })).toEqual([
        'The final evaluation uses moving averages of batch statistics.',
      ]);
      expect(photographs({ schedule: { ...cifarRecipe.schedule, iterations: 600_000 } })).toEqual([
        expect.stringContaining('instead of times 0.1 when the training error over 5,000 iterations'),
      ]);
    });

    test('name the images that are normalized where a mini-batch is smaller than that of one GPU', () => {
      expect(photographs({ batchSize: 16 })).toContain(
        'Batch statistics are taken over 16 images in a single process; the paper split 256 over eight GPUs (section 3.4).',
      );
    });

    test('name smaller crops', () => {
      const { photographs: paper } = imagenetRecipe as Required<Recipe>;
      const evaluation = { shorterSide: 128, size: 112 };
      expect(photographs({ photographs: { ...paper, evaluation } })).toEqual([
        'Evaluated crops of 112 pixels from a shorter side of 128 instead of 224 pixels from a shorter side of 256.',
      ]);
    });
  });
});
