import { describe, expect, test } from '@jest/globals';
import { memberOf } from '../experiment/index.js';
import { tinyData, tinyNetwork, tinyRecipe } from '../run/tiny-run.fixture.js';
import { imageSetOf, runSets } from '../data/index.js';
import { commonImageSet, type ImageSets } from './run-members.js';

const memberOn = (trainingSet: 'all' | '45k'): ImageSets & { readonly name: string } => {
  const { name, recipe } = memberOf({ network: tinyNetwork, recipe: { ...tinyRecipe, trainingSet } });
  const sets = runSets(tinyData, recipe, 'paper');
  return { name: `${name} on ${trainingSet}`, imageSet: (split) => imageSetOf(sets, split) };
};

describe('the images of an ensemble', () => {
  test('are those of a split that all networks have', () => {
    const held = commonImageSet([memberOn('45k'), memberOn('45k')], 'validation');
    expect(held.count).toBe(imageSetOf(runSets(tinyData, { trainingSet: '45k' }, 'paper'), 'validation').count);
    expect(commonImageSet([memberOn('45k'), memberOn('all')], 'test').count).toBe(tinyData.test.count);
  });

  test('are refused where networks have others', () => {
    const both = [memberOn('all'), memberOn('45k')];
    expect(() => commonImageSet(both, 'training')).toThrow(
      'expected networks with the same training images, got 60 of',
    );
    expect(() => commonImageSet(both, 'validation')).toThrow('got validation: all training images were trained on');
  });
});
