import { narrowCases } from '../conformance/case-set.js';
import { describeGroups } from '../conformance/describe-groups.js';
import { describeInference } from '../conformance/describe-inference.js';
import { describeNan } from '../conformance/describe-nan.js';
import { describeSession } from '../conformance/describe-session.js';
import { describeRepetition } from '../conformance/describe-training.js';
import { referenceEngine } from './reference-engine.js';

// The rest of the conformance suite would compare the reference with itself.
const subject = { engine: referenceEngine, precision: 'f64' } as const;
describeSession(subject);
describeNan(subject);
describeRepetition(subject, narrowCases);
describeGroups(subject, narrowCases);
describeInference(subject, narrowCases);
