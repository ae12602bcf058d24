export { narrowCases } from './case-set.js';
export { describeConformance } from './describe-conformance.js';
export { describeLayers, describeThreads } from './describe-layers.js';
export { describePaperNetworks } from './describe-paper-networks.js';
export { describeSession } from './describe-session.js';
export { type AbsentEngine, type EngineUnderTest } from './engine-under-test.js';
export { paperOptimizer } from './observation.js';
export { initialParameters, randomBatch, randomCrops, uniformNumbers } from './random-numbers.js';
export { relativeError, tolerances } from './tolerance.js';
