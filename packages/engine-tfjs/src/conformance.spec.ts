import { describe } from '@jest/globals';
import { describeConformance } from '@resnet/engine/conformance';
import { createTfjsEngine, tfjsBackends } from './index.js';

for (const backend of tfjsBackends) {
  const engine = await createTfjsEngine({ backend }).catch((error: unknown) => ({
    name: 'tfjs',
    absent: error instanceof Error ? error.message : String(error),
  }));
  describe(`the ${backend} backend`, () => describeConformance({ engine, precision: 'f32' }));
}
