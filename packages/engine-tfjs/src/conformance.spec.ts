import { describe, jest } from '@jest/globals';
import { describeConformance, describeLayers, describeSession } from '@resnet/engine/conformance';
import { createTfjsEngine, tfjsBackends } from './index.js';

/** The plain backend takes seconds for a case on an idle machine. */
jest.setTimeout(60_000);

for (const backend of tfjsBackends) {
  const engine = await createTfjsEngine({ backend }).catch((error: unknown) => ({
    name: 'tfjs',
    absent: error instanceof Error ? error.message : String(error),
  }));
  const subject = { engine, precision: 'f32' } as const;
  describe(`the ${backend} backend`, () => {
    if (backend === 'cpu') {
      // Its training iterations would take a minute, and nothing in them depends on the backend.
      describeLayers(subject);
      describeSession(subject);
    } else {
      describeConformance(subject);
    }
  });
}
