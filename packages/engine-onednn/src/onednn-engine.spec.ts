import { describe } from '@jest/globals';
import type { Engine } from '@resnet/engine';
import {
  describeConformance,
  describeLayers,
  describePaperNetworks,
  describeThreads,
  type AbsentEngine,
} from '@resnet/engine/conformance';
import { loadBinding } from './binding.js';
import { createEngine, loadOnednnEngine, type EngineOptions } from './onednn-engine.js';
import { onednnTrust } from './onednn-trust.js';

const loaded = loadOnednnEngine();
const addon = loadBinding();
const engine: Engine | AbsentEngine =
  'engine' in loaded ? loaded.engine : { name: 'onednn', absent: loaded.unavailable };

/** Operations are fused, and none of our own kernels are used that are made for some shapes. */
const withoutKernels = (trust: EngineOptions['trust']): Engine | AbsentEngine =>
  'binding' in addon
    ? createEngine(addon.binding, { optimized: true, isa: 'portable', trust })
    : { name: 'onednn', absent: addon.unavailable };
const trusted = withoutKernels(onednnTrust('binding' in addon ? addon.binding.onednnVersion : ''));
const plain = withoutKernels(() => ({ forward: false, dataGradient: false, weightGradient: false }));

for (const precision of ['f32', 'bf16'] as const) {
  describeConformance({ engine, precision });
  describePaperNetworks({ engine, precision });
  describeThreads({ engine, precision });
  describe('convolutions by oneDNN where it is trusted', () => {
    describeLayers({ engine: trusted, precision });
  });
  describe('convolutions by plain loops', () => {
    describeLayers({ engine: plain, precision });
  });
}
