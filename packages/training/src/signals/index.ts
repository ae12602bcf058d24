export { layerResponses } from './layer-responses.js';
