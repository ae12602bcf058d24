import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluationCsv, timingCsv, trainingCsv } from './columns.js';
import { CsvLog } from './csv-log.js';
import { parseRunRecord } from './parse-run-record.js';
import type { EvaluationRow, RunEvent, RunRecord, TimingRow, TrainingRow } from './record.js';
import { syncFolder, writeDurably } from './write-durably.js';

/** The name of a run's record in its folder. */
export const recordName = 'run.json';

interface CsvLogs {
  readonly training: CsvLog<TrainingRow>;
  readonly timing: CsvLog<TimingRow>;
  readonly evaluation: CsvLog<EvaluationRow>;
}

/** The writer of one run folder. Whoever opens it holds the folder's lock: see `lockRunFolder`. */
export class RunLog implements CsvLogs {
  readonly folder: string;
  readonly training: CsvLog<TrainingRow>;
  readonly timing: CsvLog<TimingRow>;
  readonly evaluation: CsvLog<EvaluationRow>;
  #record: RunRecord;

  private constructor(folder: string, record: RunRecord, logs: CsvLogs) {
    this.folder = folder;
    this.#record = record;
    this.training = logs.training;
    this.timing = logs.timing;
    this.evaluation = logs.evaluation;
  }

  /**
   * A new run: its record and CSV files without rows, in place of any that were there. The record goes first and comes
   * last, so that a folder with one has all files of one run.
   */
  static async create(folder: string, record: RunRecord): Promise<RunLog> {
    await mkdir(folder, { recursive: true });
    await rm(join(folder, recordName), { force: true });
    await syncFolder(folder);
    const logs = {
      training: await CsvLog.create(folder, trainingCsv),
      timing: await CsvLog.create(folder, timingCsv),
      evaluation: await CsvLog.create(folder, evaluationCsv),
    };
    const log = new RunLog(folder, record, logs);
    await log.update({});
    return log;
  }

  /** The run that is there, without its rows and events after iteration `upTo`. Throws a `MalformedFileError` for broken files. */
  static async open(folder: string, { upTo }: { readonly upTo: number }): Promise<RunLog> {
    const path = join(folder, recordName);
    const record = parseRunRecord(await readFile(path, 'utf8'), path);
    const events = record.events.filter(({ iteration }) => iteration <= upTo);
    return new RunLog(
      folder,
      { ...record, events },
      {
        training: await CsvLog.open(folder, trainingCsv, { upTo }),
        timing: await CsvLog.open(folder, timingCsv, { upTo }),
        evaluation: await CsvLog.open(folder, evaluationCsv, { upTo }),
      },
    );
  }

  get record(): RunRecord {
    return this.#record;
  }

  /** Rewrites run.json with some of its fields changed and an event, dated now, appended. */
  async update(
    change: Partial<Omit<RunRecord, 'schemaVersion' | 'events'>>,
    event?: Omit<RunEvent, 'at'>,
  ): Promise<void> {
    const events = event ? [...this.#record.events, { ...event, at: new Date().toISOString() }] : this.#record.events;
    this.#record = { ...this.#record, ...change, events };
    await writeDurably(join(this.folder, recordName), `${JSON.stringify(this.#record, null, 2)}\n`);
  }

  /** Makes every row appended so far survive a power cut. */
  async sync(): Promise<void> {
    await Promise.all([this.training.sync(), this.timing.sync(), this.evaluation.sync()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.training.close(), this.timing.close(), this.evaluation.close()]);
  }
}
