import { describe } from '@jest/globals';
import { describeLayers, describeSession, narrowCases } from '@resnet/engine/conformance';
import { backendUnderTest } from './backend-under-test.fixture.js';

const subject = await backendUnderTest('cpu');

/** Its training iterations would take a minute, and nothing in them depends on the backend. */
describe('the cpu backend, with an eighth of the channels where they are many', () => {
  describeLayers(subject, narrowCases.layers);
  describeSession(subject);
});
