import { describe } from '@jest/globals';
import { describeConformance } from '@resnet/engine/conformance';
import { backendUnderTest } from './backend-under-test.fixture.js';

for (const backend of ['node-gpu', 'node'] as const) {
  const subject = await backendUnderTest(backend);
  describe(`the ${backend} backend`, () => describeConformance(subject));
}
