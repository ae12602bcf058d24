import { describe, expect, test } from '@jest/globals';
import { narrowCases } from '../conformance/index.js';
import { disturbedParameters, normalNumbers } from '../conformance/random-numbers.js';
import { isTrainable, type Program } from '../program.js';
import { forwardBackward } from './run-program.js';

/** So short that no ReLU or maximum switches on the way; rounding spoils the difference by 1e-16 / distance = 1e-9. */
const distance = 1e-7;
/** Ten times that, and six digits of derivatives that are not small. */
const absolute = 1e-8;
const relative = 1e-6;

const inFloat64 = (program: Program): Float64Array[] =>
  [...disturbedParameters(program, 1).values()].map((parameter) => Float64Array.from(parameter));

/** The reference's code is the same for any number of channels. */
const cases = narrowCases.layers;

describe.each(cases)('the gradients of the reference for $name', ({ program, batch, statisticsGroup }) => {
  const parameters = inFloat64(program);
  const run = (changed: readonly Float64Array[]): ReturnType<typeof forwardBackward> =>
    forwardBackward(program, { ...batch, parameters: changed, precision: 'f64' }, statisticsGroup);

  test('are central differences of its loss, along a random direction of each parameter', () => {
    const { gradients } = run(parameters);
    program.parameters.forEach((parameter, id) => {
      if (!isTrainable(parameter)) return;
      const normal = normalNumbers(id);
      const direction = Float64Array.from(parameters[id] ?? [], normal);
      const lossAt = (step: number): number =>
        run(
          parameters.map((array, other) =>
            other === id ? array.map((value, index) => value + step * (direction[index] ?? NaN)) : array,
          ),
        ).loss;
      const difference = (lossAt(distance) - lossAt(-distance)) / (2 * distance);
      const derivative = direction.reduce((sum, value, index) => sum + value * (gradients[id]?.[index] ?? NaN), 0);
      expect(Math.abs(derivative)).toBeGreaterThan(1e-6);
      expect(Math.abs(difference - derivative)).toBeLessThan(absolute + relative * Math.abs(derivative));
    });
  });
});
