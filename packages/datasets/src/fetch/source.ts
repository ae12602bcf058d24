/** Somewhere a data set can be had from. */
export interface Source {
  /** For people: what and where. */
  readonly description: string;
  /** Leaves the set's files in an empty `folder`, not yet verified, and whatever else it needs there. */
  readonly fetch: (folder: string, onBytes: ByteCounter) => Promise<void>;
}

/** Told how many bytes have been received, of how many where that is known. */
export type ByteCounter = (received: number, total: number | null) => void;
