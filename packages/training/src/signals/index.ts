export { layerResponses } from './layer-responses.js';
export { type LayerSignals, measureSignals } from './measure-signals.js';
