import type { EngineUnderTest } from '@resnet/engine/conformance';
import type { TfjsBackend } from './backend.js';
import { createTfjsEngine } from './create-tfjs-engine.js';

/** The engine on one backend as a subject of the conformance suite, which skips it visibly where it cannot be had. */
export const backendUnderTest = async (backend: TfjsBackend): Promise<EngineUnderTest> => {
  const engine = await createTfjsEngine({ backend }).catch((error: unknown) => ({
    name: 'tfjs',
    absent: error instanceof Error ? error.message : String(error),
  }));
  return { engine, precision: 'f32' };
};
