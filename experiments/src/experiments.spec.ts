import { describe, expect, test } from '@jest/globals';
import { checkPhotoSizes, imagenetRecipe, type Recipe } from '@resnet/training';
import { choices } from './cifar10/choices.js';
import { experiments } from './index.js';

describe('experiments', () => {
  test('have ids of their own', () => {
    expect(new Set(experiments.map(({ id }) => id)).size).toBe(experiments.length);
  });

  test('have members with names of their own', () => {
    for (const { members } of experiments) {
      expect(new Set(members.map(({ name }) => name)).size).toBe(members.length);
    }
  });

  test('agree on network, recipe and precision, where it is not open, of every run they share, and the one whose run it is has it', () => {
    for (const { members } of experiments) {
      for (const { name, runs, network, recipe, precision } of members.filter(({ runs }) => runs !== undefined)) {
        const owner = experiments.find(({ id }) => id === runs);
        const shared = owner?.members.find((member) => member.name === name);
        expect({ ...shared, seeds: [], precision: shared?.precision ?? precision }).toEqual({
          ...{ name, network, recipe, precision, seeds: [] },
        });
      }
    }
  });

  test('have, where members are paired, the same seeds and mini-batches for all of them', () => {
    for (const { id, members } of experiments.filter(({ paired }) => paired === true)) {
      const seen = members
        .filter(({ recipe }) => recipe.trainingSet === 'all')
        .map(({ seeds, recipe: { batchSize, augmentation } }) => JSON.stringify({ seeds, batchSize, augmentation }));
      expect([id, new Set(seen).size]).toEqual([id, 1]);
    }
  });

  test('ask every question of the options table, one at a time', () => {
    const byDefault = choices.members[0]!;
    const changed = choices.members.slice(1).map(({ network, recipe }) => {
      const options = Object.keys(recipe) as (keyof Recipe)[];
      const others = options.filter(
        (option) => JSON.stringify(recipe[option]) !== JSON.stringify(byDefault.recipe[option]),
      );
      const sameNetwork = JSON.stringify(network) === JSON.stringify(byDefault.network);
      return [...others, ...(sameNetwork ? [] : ['paddedIdentity'])];
    });
    expect(changed.filter((options) => options.length !== 1)).toEqual([]);
    expect(new Set(changed.flat())).toEqual(
      new Set([
        ...['trainingSet', 'padValue', 'paddedIdentity', 'momentumForm', 'nesterov', 'weightDecayOn'],
        ...['batchStatistics', 'testStatistics', 'inputScale', 'initialization', 'cropAverage', 'schedule'],
      ]),
    );
  });

  test('have the members that are enough to show their claim', () => {
    for (const { members, enough = [] } of experiments) {
      expect(members.map(({ name }) => name)).toEqual(expect.arrayContaining([...enough]));
    }
  });

  test('train 110 layers and more on CIFAR-10 with the warm-up of section 4.2, the others where their name says so', () => {
    for (const { name, network, recipe } of experiments
      .filter((each) => each !== choices && each.dataset === 'cifar10')
      .flatMap(({ members }) => members)) {
      expect(recipe.schedule.warmUp !== null).toBe(network.depth >= 110 || name.endsWith('/warm-up'));
    }
  });

  test('train on photographs as section 3.4 says, or on ten classes with half of its sizes', () => {
    const photographs = experiments.filter(({ dataset }) => dataset !== 'cifar10');
    const recipes = new Map(
      photographs.flatMap(({ dataset, members }) => members.map(({ recipe }) => [dataset, recipe])),
    );
    expect(recipes.get('imagenet')).toBe(imagenetRecipe);
    const { augmentation, evaluation } = recipes.get('imagenette')!.photographs!;
    expect(augmentation).toMatchObject({ shorterSide: { from: 128, to: 240 }, cropSize: 112 });
    expect(evaluation).toEqual({ shorterSide: 128, size: 112 });
    for (const member of photographs.flatMap(({ members }) => members)) {
      const { classes, input } = member.network;
      expect(input.height).toBe(classes === 1000 ? 224 : 112);
      checkPhotoSizes(member);
    }
  });
});
