export { mean, sampleDeviation } from './statistics.js';
