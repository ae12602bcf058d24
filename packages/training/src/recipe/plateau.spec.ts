import { describe, expect, test } from '@jest/globals';
import { initialPlateau, plateauAfterEvaluation, plateauAfterIteration, type PlateauState } from './plateau.js';
import { rateAt } from './rate-at.js';
import type { PlateauSchedule } from './schedule.js';

const schedule: PlateauSchedule = {
  kind: 'plateau',
  iterations: 100,
  rate: 0.1,
  factor: 0.1,
  error: { kind: 'training', window: 2 },
  threshold: 1,
  patience: 4,
  leastRate: 0.001,
  warmUp: null,
};
const batchSize = 100;

/** The rate of the iteration after each of these, by the images it got wrong. */
const ratesAfter = (errors: readonly number[], changed: Partial<PlateauSchedule> = {}): number[] => {
  const by = { ...schedule, ...changed };
  let state: PlateauState | null = initialPlateau(by);
  return errors.map((count, index) => {
    const iteration = index + 1;
    state = plateauAfterIteration(state, by, { iteration, errors: count, batchSize });
    // As a checkpoint keeps it.
    state = JSON.parse(JSON.stringify(state)) as PlateauState;
    return rateAt(by, { iteration, warmingUp: false, plateauDrops: state.drops });
  });
};

describe('a schedule by the plateau of the training error', () => {
  test('keeps its rate as long as the error falls by more than the threshold', () => {
    expect(new Set(ratesAfter([90, 90, 80, 80, 70, 70, 60, 60, 50, 50]))).toEqual(new Set([0.1]));
  });

  test('drops its rate once the error has not fallen for as many iterations as its patience has', () => {
    expect(ratesAfter([50, 50, 50, 50, 50, 50, 50])).toEqual([0.1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01]);
  });

  test('does not count a fall by the threshold itself', () => {
    expect(ratesAfter([50, 50, 49, 49, 49, 49]).at(-1)).toBe(0.01);
    expect(ratesAfter([50, 50, 48, 49, 49, 49]).at(-1)).toBe(0.1);
  });

  test('averages the error over its window', () => {
    expect(ratesAfter([90, 10, 10, 90, 50, 50]).at(-1)).toBe(0.01);
  });

  test('looks for a lower error anew after a drop, and never goes below its least rate', () => {
    const rates = ratesAfter(Array<number>(40).fill(50));
    expect([...new Set(rates)]).toEqual([0.1, 0.01, 0.001]);
    expect(rates.indexOf(0.001) - rates.indexOf(0.01)).toBe(6);
  });
});

describe('a schedule by the plateau of the evaluated error', () => {
  const by: PlateauSchedule = { ...schedule, error: { kind: 'evaluation' } };
  const look = (state: PlateauState | null, iteration: number, error = 50) =>
    plateauAfterEvaluation(state, by, { iteration, error });

  test('drops its rate after evaluations without a lower error', () => {
    const before = look(look(initialPlateau(by), 2), 4);
    expect(before?.drops).toBe(0);
    expect(look(before, 6)?.drops).toBe(1);
    expect(look(before, 6, 40)?.drops).toBe(0);
  });

  test('is told of one evaluation once, also where a run is resumed after it', () => {
    const state = look(look(initialPlateau(by), 2), 6);
    expect(state?.drops).toBe(1);
    expect(look(state, 6)).toBe(state);
  });

  test('does not go by the training error', () => {
    const state = initialPlateau(by);
    expect(plateauAfterIteration(state, by, { iteration: 1, errors: 1, batchSize })).toBe(state);
  });
});
