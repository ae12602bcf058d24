import { describe, jest } from '@jest/globals';
import { describeConformance, narrowCases } from '@resnet/engine/conformance';
import { backendUnderTest } from './backend-under-test.fixture.js';

/** A wide case takes seconds on a busy machine. */
jest.setTimeout(60_000);

const subject = await backendUnderTest('wasm');
describe('the wasm backend', () => describeConformance(subject, narrowCases));
