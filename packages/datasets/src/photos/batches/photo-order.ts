/** In which order an epoch shows a set, each photograph once; every order is a function of the seed and the epoch. */
export type PhotoOrder =
  /** Any photograph may follow any other: for sets on a disk of this machine. */
  | { readonly kind: 'random' }
  /**
   * The set is cut into windows of neighbours. Windows come in random order, and photographs in random order within so many
   * windows. Windows are read ahead as wholes: for disks that are fast only in sequence.
   */
  | { readonly kind: 'windows'; readonly photographs: number; readonly windows: number };
