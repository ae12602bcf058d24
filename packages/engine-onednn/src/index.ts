export { loadOnednnEngine, type OnednnEngine } from './onednn-engine.js';
