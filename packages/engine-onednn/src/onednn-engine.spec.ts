import { describeConformance, describePaperNetworks } from '@resnet/engine/conformance';
import { loadOnednnEngine } from './onednn-engine.js';

const loaded = loadOnednnEngine();
const engine = 'unavailable' in loaded ? { name: 'onednn', absent: loaded.unavailable } : loaded.engine;

for (const precision of ['f32', 'bf16'] as const) {
  describeConformance({ engine, precision });
  describePaperNetworks({ engine, precision });
}
