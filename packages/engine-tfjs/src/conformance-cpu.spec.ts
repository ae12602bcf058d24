import { describe } from '@jest/globals';
import { describeLayers, describeSession, narrowCases } from '@resnet/engine/conformance';
import { backendUnderTest } from './backend-under-test.fixture.js';

/** The plain backend takes seconds for a case, more on a busy machine. */
const subject = await backendUnderTest('cpu');

/** Its training iterations would take a minute, and nothing in them depends on the backend. */
describe('the cpu backend, with an eighth of the channels where they are many', () => {
  describeLayers(subject, narrowCases.layers);
  describeSession(subject);
});
