import { describe, expect, test } from '@jest/globals';
import { checkViews, evaluationViews, viewSize } from './evaluation-views.js';
import { imagenetAugmentation } from './photo-augmentation.js';

const centerCrop = { kind: 'center-crop', shorterSide: 256, size: 224 } as const;

describe('the crop at the center', () => {
  // torchvision 0.29.2: Resize(256) and CenterCrop(224).
  test.each([
    [500, 375, { width: 341, height: 256 }, 58, 16],
    [375, 500, { width: 256, height: 341 }, 16, 58],
    [333, 500, { width: 256, height: 384 }, 16, 80],
    [257, 300, { width: 256, height: 298 }, 16, 37],
    [224, 224, { width: 256, height: 256 }, 16, 16],
  ])('of %i by %i is where torchvision has it', (width, height, size, left, top) => {
    const plan = evaluationViews({ width, height }, centerCrop, imagenetAugmentation);
    expect(plan.size).toEqual(size);
    expect(plan.views).toEqual([{ left, top, width: 224, height: 224, flip: false }]);
  });
});

test('10-crop shows corners and center, then the same flipped', () => {
  const { views } = evaluationViews(
    { width: 500, height: 375 },
    { ...centerCrop, kind: '10-crop' },
    imagenetAugmentation,
  );
  const places = views.map(({ left, top }) => [left, top]);
  const five = [
    [0, 0],
    [117, 0],
    [0, 32],
    [117, 32],
    [58, 16],
  ];
  expect(places).toEqual([...five, ...five]);
  expect(views.map(({ flip }) => flip)).toEqual([...Array<boolean>(5).fill(false), ...Array<boolean>(5).fill(true)]);
});

test('a mean lies in evaluation where it lay in training', () => {
  const photo = { width: 500, height: 375 };
  for (const meanPlace of ['before-flip', 'after-flip'] as const)
    expect(evaluationViews(photo, centerCrop, { interpolation: 'bilinear', meanPlace })).toMatchObject({ meanPlace });
});

test('the whole photograph is shown at its proportions', () => {
  const views = { kind: 'whole', shorterSide: 640 } as const;
  expect(viewSize({ width: 500, height: 375 }, views)).toEqual({ width: 853, height: 640 });
  const plan = evaluationViews({ width: 500, height: 375 }, views, imagenetAugmentation);
  expect(plan.views).toEqual([{ left: 0, top: 0, width: 853, height: 640, flip: false }]);
});

test('views that cannot be cut out are refused', () => {
  expect(() => checkViews({ ...centerCrop, size: 257 })).toThrow('at most the shorter side, 256, got crops of 257');
  expect(() => checkViews({ kind: 'whole', shorterSide: 0 })).toThrow('whole pixels, got 0');
});
