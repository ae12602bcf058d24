/** A stream of random numbers; each call takes the next ones. */
export interface Random {
  /** In [0, 1), a multiple of 2^-53. */
  readonly uniform: () => number;
  /** Mean 0, standard deviation 1. */
  readonly normal: () => number;
  /** One of 0 … n - 1, each equally likely; n is a whole number from 1 to 2^32. */
  readonly integer: (n: number) => number;
  /** The numbers 0 … n - 1, every order equally likely. */
  readonly permutation: (n: number) => Uint32Array;
}
