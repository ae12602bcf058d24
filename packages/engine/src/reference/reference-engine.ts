import { attempt } from '../attempt.js';
import { checkSessionOptions } from '../check-arguments.js';
import type { Engine } from '../engine.js';
import { ReferenceSession } from './reference-session.js';

/**
 * The truth in tests: slow and obvious, computing in float64. Parameters and momentum are kept as float32, as in every
 * engine, so that a checkpoint loses nothing. In `bf16` the arithmetic is the same, but images, values and convolution
 * weights are rounded where a bf16 engine keeps them in memory; gradients are not.
 */
export const referenceEngine: Engine = {
  name: 'reference',
  description: 'reference: plain TypeScript in float64, one thread; slow, for tests',
  versions: { node: process.versions.node },
  precisions: ['f64', 'bf16'],
  createSession: (options) =>
    attempt(() => {
      checkSessionOptions(referenceEngine, options);
      return new ReferenceSession(options);
    }),
};
