import { wideCases, type CaseSet } from './case-set.js';
import { describeGroups } from './describe-groups.js';
import { describeInference } from './describe-inference.js';
import { describeLayers } from './describe-layers.js';
import { describeNan } from './describe-nan.js';
import { describeSession } from './describe-session.js';
import { describeRepetition, describeTraining } from './describe-training.js';
import type { EngineUnderTest } from './engine-under-test.js';

/**
 * Declares the jest tests that every engine must pass: each layer and block forward and backward, whole training
 * iterations, NaN, statistics groups, sessions for inference, and what a session promises. Expected values are computed by
 * the reference engine at run time.
 */
export const describeConformance = (engineUnderTest: EngineUnderTest, cases: CaseSet = wideCases): void => {
  describeLayers(engineUnderTest, cases.layers);
  describeTraining(engineUnderTest);
  describeRepetition(engineUnderTest, cases);
  describeNan(engineUnderTest);
  describeSession(engineUnderTest);
  describeGroups(engineUnderTest, cases);
  describeInference(engineUnderTest, cases);
};
