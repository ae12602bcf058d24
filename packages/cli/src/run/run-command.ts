import type { Precision } from '@resnet/engine';
import type { BudgetName } from '@resnet/run-log';
import type { EngineName } from '../engines.js';
import type { Selection } from './select-runs.js';

/** What `resnet run` is asked to do. */
export interface RunCommand extends Selection {
  readonly experiment: string;
  readonly budget: BudgetName;
  /** Minutes there are: a shorter budget is taken where this one does not fit. */
  readonly within?: number | undefined;
  /** Minutes that the least which shows something may take where nothing fits; `within` where not given. */
  readonly atMost?: number | undefined;
  readonly engine: 'auto' | EngineName;
  readonly precision?: Precision | undefined;
  /** As many as cores are granted where not given. */
  readonly threads?: number | undefined;
  /** Statistics groups of a mini-batch computed in one pass; as many as fit in memory where not given. */
  readonly groupsAtOnce?: number | undefined;
  /** Where data sets are kept; the user's cache directory where not given. */
  readonly cache?: string | undefined;
  /** The root of the run folders. */
  readonly out: string;
  /** Whether to train also what is finished among the committed runs. */
  readonly again: boolean;
  readonly fresh: boolean;
  /** Whether starting over may lose finished runs, and runs that git keeps. */
  readonly yes: boolean;
  readonly json: boolean;
}

/** Says a line to whoever watches: on standard output, or beside it where that is for a machine. */
export type Say = (line: string) => void;
