import { describe } from '@jest/globals';
import { describeConformance, narrowCases } from '@resnet/engine/conformance';
import { backendUnderTest } from './backend-under-test.fixture.js';

const subject = await backendUnderTest('wasm');

describe('the wasm backend', () => describeConformance(subject, narrowCases));
