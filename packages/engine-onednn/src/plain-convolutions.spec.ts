import { describeLayers } from '@resnet/engine/conformance';
import { loadBinding } from './binding.js';
import { createEngine } from './onednn-engine.js';

// The loops that compute what oneDNN cannot be trusted with must be right for every shape.
const trust = () => ({ forward: false, dataGradient: false, weightGradient: false });
const loaded = loadBinding();
const engine =
  'unavailable' in loaded
    ? { name: 'onednn', absent: loaded.unavailable }
    : createEngine(loaded.binding, { optimized: false, trust });

for (const precision of ['f32', 'bf16'] as const) describeLayers({ engine, precision });
