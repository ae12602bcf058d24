export { createTfjsEngine } from './create-tfjs-engine.js';
