import { cifarRecipe, imagenetRecipe, type Recipe } from '@resnet/training';

/**
 * The protocol of section 3.4 on ten classes, for machines that cannot pay for ImageNet: crops of 112 of images whose
 * shorter side is drawn from [128, 240], half of the paper's; and the rates and iterations of section 4.2, with its
 * mini-batches of 128, in groups of 32.
 */
export const imagenetteRecipe: Recipe = {
  ...imagenetRecipe,
  batchSize: cifarRecipe.batchSize,
  schedule: cifarRecipe.schedule,
  photographs: {
    ...imagenetRecipe.photographs,
    augmentation: {
      ...imagenetRecipe.photographs.augmentation,
      shorterSide: { from: 128, to: 240 },
      cropSize: 112,
    },
    evaluation: { shorterSide: 128, size: 112 },
  },
  // Two epochs between evaluations of 3,925 images, which cost some ten iterations.
  log: { trainingEvery: 100, evaluationEvery: 150, checkpointEvery: 250 },
};
