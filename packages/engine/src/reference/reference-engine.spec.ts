import { describeConformance, narrowCases } from '../conformance/index.js';
import { referenceEngine } from './reference-engine.js';

describeConformance({ engine: referenceEngine, precision: 'f64' }, narrowCases);
