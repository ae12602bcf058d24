export type { Random } from './random.js';
export { createRandom } from './create-random.js';
