import type { DatasetName, Network } from '@resnet/models';
import type { Recipe } from './recipe.js';

/** Networks times seeds, trained by one recipe, and what they are to show. */
export interface Experiment {
  /** `cifar10/figure-6`. */
  readonly id: string;
  /** What of the paper it reproduces, in a few words. */
  readonly reproduces: string;
  /** What the paper asserts with it. */
  readonly claim: string;
  readonly dataset: DatasetName;
  /** The experiment whose runs these are, so that figures that share networks share runs; its own id in most cases. */
  readonly runs: string;
  readonly members: readonly Member[];
}

/** One network of an experiment, with its recipe at the paper's budget and its seeds. */
export interface Member {
  readonly network: Network;
  readonly recipe: Recipe;
  readonly seeds: readonly number[];
}
