import type { Precision } from '@resnet/engine';
import type { Network } from '@resnet/models';
import type { Recipe } from '../recipe/index.js';

/** Members times seeds, and what they are to show. */
export interface Experiment {
  /** `cifar10/figure-6`. */
  readonly id: string;
  /** What of the paper it reproduces, or what it asks, in a few words. */
  readonly reproduces: string;
  /** What it is to show: what the paper asserts, where it does. */
  readonly claim: string;
  /** `cifar10`, or the name of a packed set of photographs. */
  readonly dataset: string;
  /** Each has a name of its own. */
  readonly members: readonly Member[];
  /**
   * Whether members are compared seed by seed: all have the same seeds, and the runs of one seed see the same mini-batches,
   * cropped and flipped alike. (Order and crops depend on the seed and the number of images alone.)
   */
  readonly paired?: boolean;
  /** The members that show the claim by themselves: what a slow machine trains where there is no time for all. */
  readonly enough?: readonly string[];
}

/** A network with a recipe and a precision, under a name of its own. */
export interface Member {
  /** Its network's name, or with what differs: `resnet-20`, `resnet-20/nesterov`. Its folder and its line in tables. */
  readonly name: string;
  readonly network: Network;
  /** At the paper's budget. */
  readonly recipe: Recipe;
  /** Whatever is asked for, or the engine's best, where not given. */
  readonly precision?: Precision;
  readonly seeds: readonly number[];
  /** The experiment whose runs these are, where it is another: experiments that share a member share its runs in `precision`. */
  readonly runs?: string;
}
