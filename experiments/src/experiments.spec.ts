import { describe, expect, test } from '@jest/globals';
import { experiments } from './index.js';

describe('experiments', () => {
  test('have ids of their own', () => {
    expect(new Set(experiments.map(({ id }) => id)).size).toBe(experiments.length);
  });

  test('name an experiment whose runs are its own as the one they share runs with', () => {
    const owners = experiments.filter(({ id, runs }) => id === runs).map(({ id }) => id);
    expect(owners).toEqual(expect.arrayContaining(experiments.map(({ runs }) => runs)));
  });

  test('agree on the network and the recipe of every run they share', () => {
    for (const { runs, members } of experiments) {
      const owner = experiments.find(({ id }) => id === runs);
      for (const { network, recipe } of members) {
        const shared = owner?.members.find((member) => member.network.name === network.name);
        expect({ network: shared?.network, recipe: shared?.recipe }).toEqual({ network, recipe });
      }
    }
  });

  test('train 110 layers and more with the warm-up of section 4.2, the others without', () => {
    for (const { network, recipe } of experiments.flatMap(({ members }) => members)) {
      expect(recipe.schedule.warmUp === null).toBe(network.depth < 110);
    }
  });
});
