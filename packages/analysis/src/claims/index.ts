export { observations, summary } from './observations.js';
