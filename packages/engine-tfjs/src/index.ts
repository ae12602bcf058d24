export { createTfjsEngine, type TfjsEngineOptions } from './create-tfjs-engine.js';
export { tfjsBackends, type TfjsBackend } from './backend.js';
