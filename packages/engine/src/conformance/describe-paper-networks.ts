import { expect, test } from '@jest/globals';
import { plainNetwork, residualNetwork } from '@resnet/models';
import type { Engine, Parameters, Precision } from '../engine.js';
import { flatten } from '../flatten.js';
import type { Program } from '../program.js';
import { referenceEngine } from '../reference/reference-engine.js';
import { describeEngine, type EngineUnderTest, type Subject } from './engine-under-test.js';
import { memoize } from './memoize.js';
import {
  asWhole,
  disagreements,
  observeGradients,
  relativeErrors,
  withSession,
  type Observation,
} from './observation.js';
import { initialParameters, randomBatch } from './random-numbers.js';

const batchSize = 4;
const programs: readonly Program[] = [
  plainNetwork({ depth: 20 }),
  ...(['A', 'B', 'C'] as const).map((shortcut) => residualNetwork({ depth: 20, shortcut })),
].map(flatten);

/** The reference takes seconds for a network, and bf16 needs it twice. */
const timeout = 120_000;

/**
 * Declares the jest tests of whole networks: plain-20 and ResNet-20 of each option, four random images, He's weights and
 * shifts of two. In bf16 a single gradient cannot be near that of the reference: a ReLU that rounding switches changes it
 * by far more than the rounding, and twenty layers magnify it. Shifts of two make such ReLUs few; with shifts of zero
 * rounding alone, in the reference, puts the gradient of plain-20 as a whole off by 70% and that of ResNet-20 by 17%. So in
 * bf16 the gradient as a whole must be near, and the parameters' gradients, on average, as near as rounding alone leaves
 * them. (docs/deviations.md says what bf16 does to the gradients of real images; in plain-56 no direction is left.)
 */
export const describePaperNetworks = (engineUnderTest: EngineUnderTest): void => {
  describeEngine('networks of the paper', engineUnderTest, (subject) => {
    if (subject.precision === 'bf16') describeInBf16(subject);
    else describeByParameter(subject);
  });
};

const describeByParameter = ({ engine, precision, tolerance }: Subject): void => {
  test.each(programs)(
    'loss and each gradient of $name agree with the reference',
    async (program) => {
      const found = await observeProgram(engine(), precision, program);
      expect(disagreements(found, await expectedIn('f64')(program), tolerance)).toEqual([]);
    },
    timeout,
  );
};

/** How much further from the reference than rounding alone; two draws of such errors differ by up to 20%. */
const allowance = 1.5;

const describeInBf16 = ({ engine, precision, tolerance }: Subject): void => {
  test.each(programs)(
    'loss and gradient of $name as a whole agree with the reference, each parameter as well as rounding lets it',
    async (program) => {
      const found = await observeProgram(engine(), precision, program);
      const expected = await expectedIn('f64')(program);
      const rounded = await expectedIn('bf16')(program);
      expect(disagreements(asWhole(found), asWhole(expected), tolerance)).toEqual([]);
      expect(typicalError(found, expected)).toBeLessThan(allowance * typicalError(rounded, expected));
    },
    timeout,
  );
};

const parametersOf = (program: Program): Parameters => {
  const shifts = program.parameters.filter(({ role }) => role === 'shift');
  const raised = shifts.map(({ path, shape }) => [path, new Float32Array(shape[0] ?? 0).fill(2)] as const);
  return new Map([...initialParameters(program, 1), ...raised]);
};

const observeProgram = (engine: Engine, precision: Precision, program: Program): Promise<Observation> =>
  withSession(engine, { program, batchSize, precision }, async (session) => {
    await session.writeParameters(parametersOf(program));
    return observeGradients(session, randomBatch(program, batchSize, 2));
  });

const expectedIn = memoize((precision: Precision) =>
  memoize((program: Program) => observeProgram(referenceEngine, precision, program)),
);

/** The root of the mean square of the relative errors of all gradients. */
const typicalError = (found: Observation, expected: Observation): number => {
  const errors = [...relativeErrors('gradient', found, expected).values()];
  return Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
};
