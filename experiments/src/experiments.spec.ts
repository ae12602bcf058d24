import { describe, expect, test } from '@jest/globals';
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

  test('agree on network, recipe and precision of every run they share, and the one whose run it is has it', () => {
    for (const { members } of experiments) {
      for (const { name, runs, network, recipe, precision } of members.filter(({ runs }) => runs !== undefined)) {
        const owner = experiments.find(({ id }) => id === runs);
        const shared = owner?.members.find((member) => member.name === name);
        expect({ ...shared, seeds: [], precision: shared?.precision }).toEqual({
          ...{ name, network, recipe, precision, seeds: [] },
        });
      }
    }
  });

  test('train 110 layers and more with the warm-up of section 4.2, the others without', () => {
    for (const { network, recipe } of experiments.flatMap(({ members }) => members)) {
      expect(recipe.schedule.warmUp === null).toBe(network.depth < 110);
    }
  });
});
