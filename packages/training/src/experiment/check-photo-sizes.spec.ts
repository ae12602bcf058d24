import { expect, test } from '@jest/globals';
import { residualNetwork } from '@resnet/models';
import { cifarRecipe, imagenetRecipe, type PhotoProtocol } from '../recipe/index.js';
import { checkPhotoSizes } from './check-photo-sizes.js';

const network = residualNetwork({ depth: 18 });
const small = { ...network, input: { ...network.input, height: 112, width: 112 } };
const { augmentation, evaluation } = imagenetRecipe.photographs;
const smallCrops = { ...augmentation, cropSize: 112, shorterSide: { from: 128, to: 240 } };
const smallEvaluation = { shorterSide: 128, size: 112 };

const check = (change: Partial<PhotoProtocol>, of = small) => {
  const photographs = { ...imagenetRecipe.photographs, augmentation: smallCrops, evaluation: smallEvaluation };
  checkPhotoSizes({
    name: 'mine',
    network: of,
    recipe: { ...imagenetRecipe, photographs: { ...photographs, ...change } },
  });
};

test('crops of the size that the network sees are taken, and so is a recipe without photographs', () => {
  check({});
  check({ augmentation, evaluation }, network);
  checkPhotoSizes({ name: 'mine', network: small, recipe: cifarRecipe });
});

test.each<[Partial<PhotoProtocol>, string]>([
  [
    { evaluation },
    "expected photographs.evaluation.size of mine to be the 112x112 pixels of its network's input, got 224",
  ],
  [
    { augmentation },
    "expected photographs.augmentation.cropSize of mine to be the 112x112 pixels of its network's input, got 224",
  ],
  [
    { evaluation: { shorterSide: 96, size: 112 } },
    'evaluation.size of mine to be at most the shorter side, 96, got 112',
  ],
  [
    { augmentation: { ...smallCrops, shorterSide: { from: 96, to: 240 } } },
    'expected crops of at most the least shorter side, 96, got crops of 112',
  ],
  [
    { augmentation: { ...smallCrops, shorterSide: { from: 240, to: 128 } } },
    'from the least to the greatest, got 240 to 128',
  ],
])('a recipe of %j is refused', (change, message) => {
  expect(() => check(change)).toThrow(message);
});
