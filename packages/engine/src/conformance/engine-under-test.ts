import { describe } from '@jest/globals';
import type { Engine, Precision } from '../engine.js';
import { tolerances, type Tolerance } from './tolerance.js';

/** Which engine a suite runs on. */
export interface EngineUnderTest {
  /** The engine, or its name and why this machine has not got it. */
  readonly engine: Engine | AbsentEngine;
  readonly precision: Precision;
  /** `tolerances[precision]` where not given. */
  readonly tolerance?: Tolerance;
}

export interface AbsentEngine {
  readonly name: string;
  /** Why: it ends the title of the skipped tests. */
  readonly absent: string;
}

/** What the tests of a suite use; `engine` throws where there is none, so call it in tests only. */
export interface Subject {
  readonly engine: () => Engine;
  readonly precision: Precision;
  readonly tolerance: Tolerance;
}

/** Declares the tests of a suite; where the engine or the precision is absent, as skipped ones whose title says why. */
export const describeEngine = (
  suite: string,
  { engine, precision, tolerance = tolerances[precision] }: EngineUnderTest,
  declareTests: (subject: Subject) => void,
): void => {
  const absent = whyAbsent(engine, precision);
  const title = `engine ${engine.name} in ${precision}: ${suite}`;
  const present = (): Engine => {
    if ('absent' in engine) throw new Error(`engine ${engine.name} is absent: ${engine.absent}`);
    return engine;
  };
  const declare = (): void => {
    declareTests({ engine: present, precision, tolerance });
  };
  if (absent === null) {
    describe(title, declare);
    return;
  }
  const skipped = `${title} (skipped: ${absent})`;
  // Jest prints no title where it skips a whole file.
  process.stderr.write(`${skipped}\n`);
  describe.skip(skipped, declare);
};

const whyAbsent = (engine: Engine | AbsentEngine, precision: Precision): string | null => {
  if ('absent' in engine) return engine.absent;
  const { precisions } = engine;
  return precisions.includes(precision) ? null : `here it has ${precisions.join(' and ')} only`;
};
