import type { RunIdentity } from './run-key.js';
import type { EvaluationRow, Protocol, Split } from './record.js';

/** Networks whose scores were averaged, and the errors that this gave (table 5): the contents of `ensembles/<name>.json`. */
export interface EnsembleRecord {
  readonly schemaVersion: 1;
  /** As its file is named. */
  readonly name: string;
  /** Two at least, each another one. */
  readonly members: readonly EnsembleMember[];
  /** The set that it was evaluated on. */
  readonly dataset: {
    readonly name: string;
    readonly split: Split;
    readonly images: number;
    /** SHA-256 by file name. */
    readonly checksums: Readonly<Record<string, string>>;
  };
  /** Classes that its networks tell apart. */
  readonly classes: number;
  /** One of each protocol, in the order they were made. */
  readonly evaluations: readonly EnsembleEvaluation[];
}

/** A network that took part. */
export type EnsembleMember = RunMember | ImportedMember;

interface RunMember extends RunIdentity {
  readonly kind: 'run';
  /** Iterations that its parameters were trained for. */
  readonly iteration: number;
  readonly precision: string;
  /** As its record says: no other run of the same key has it. */
  readonly startedAt: string;
}

interface ImportedMember {
  readonly kind: 'network';
  /** `authors-resnet-50`. */
  readonly name: string;
  /** SHA-256 of its parameters. */
  readonly parameters: string;
}

type Errors = Pick<EvaluationRow, 'loss' | 'top1Error' | 'top5Error'>;

/** Errors in percent. */
export interface EnsembleEvaluation extends Errors {
  readonly protocol: Protocol;
  /** Of each member by itself, in their order. */
  readonly members: readonly Errors[];
  readonly engine: { readonly name: string; readonly precision: string };
  /** ISO 8601. */
  readonly at: string;
}
