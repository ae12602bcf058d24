import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readUtf8, syncFolder, writeDurably } from '@resnet/files';
import { type CsvFile, csvFiles, csvLogs, type CsvRows } from './columns.js';
import { CsvLog, readUpTo, type ConfirmWriter } from './csv-log.js';
import { parseRunRecord } from './parse-run-record.js';
import type { EvaluationRow, RunEvent, RunRecord, SignalRow, TimingRow, TrainingRow } from './record.js';

/** The name of a run's record in its folder. */
export const recordName = 'run.json';

type CsvLogs = { readonly [Log in keyof CsvRows]: CsvLog<CsvRows[Log]> };

/** What a run's CSV files hold; nothing for one that the run does not have. */
export type CsvTexts = Readonly<Record<keyof CsvRows, string>>;

/** What all files of a run hold, its record among them. */
export type RunTexts = CsvTexts & { readonly record: string };

export interface RunLogOptions {
  readonly folder: string;
  /** Called before each write; throws where another process has taken the folder over: `confirm` of `lockRunFolder`. */
  readonly confirm: ConfirmWriter;
}

/** The writer of one run folder. Whoever opens it holds the folder's lock: see `lockRunFolder`. */
export class RunLog implements CsvLogs, RunLogOptions {
  readonly folder: string;
  readonly training: CsvLog<TrainingRow>;
  readonly timing: CsvLog<TimingRow>;
  readonly evaluation: CsvLog<EvaluationRow>;
  readonly signals: CsvLog<SignalRow>;
  /** To be called before anything else is written into the folder: see `RunLogOptions`. */
  readonly confirm: ConfirmWriter;
  #record: RunRecord;

  private constructor({ folder, confirm }: RunLogOptions, record: RunRecord, logs: CsvLogs) {
    this.folder = folder;
    this.confirm = confirm;
    this.#record = record;
    this.training = logs.training;
    this.timing = logs.timing;
    this.evaluation = logs.evaluation;
    this.signals = logs.signals;
  }

  /**
   * A new run: its record and CSV files without rows, in place of any that were there. The record goes first and comes
   * last, so that a folder with one has all files of one run.
   */
  static async create(options: RunLogOptions, record: RunRecord): Promise<RunLog> {
    const { folder, confirm } = options;
    formatRecord(record, join(folder, recordName));
    await confirm();
    await mkdir(folder, { recursive: true });
    await rm(join(folder, recordName), { force: true });
    await syncFolder(folder);
    const log = new RunLog(options, record, await openLogs(options));
    try {
      await log.update({});
    } catch (error) {
      await log.close();
      throw error;
    }
    return log;
  }

  /**
   * The run that is there, without its events after iteration `upTo`, its CSV files set to the texts given: whatever
   * became of the files themselves. Throws a `MalformedFileError` for a broken record.
   */
  static async open(
    options: RunLogOptions,
    { upTo, texts }: { readonly upTo: number; readonly texts?: CsvTexts },
  ): Promise<RunLog> {
    const path = join(options.folder, recordName);
    const record = parseRunRecord(await readUtf8(path), path);
    const events = record.events.filter(({ iteration }) => iteration <= upTo);
    return new RunLog(options, { ...record, events }, await openLogs(options, texts));
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
    const path = join(this.folder, recordName);
    const json = formatRecord(this.#record, path);
    await this.confirm();
    await writeDurably(path, json);
  }

  /** What the files hold. */
  get texts(): RunTexts {
    const record = formatRecord(this.#record, join(this.folder, recordName));
    const texts = csvLogs.map((log) => [log, this[log].text]);
    return { ...(Object.fromEntries(texts) as CsvTexts), record };
  }

  /** Makes every row appended so far survive a power cut. */
  async sync(): Promise<void> {
    await Promise.all(csvLogs.map((log) => this[log].sync()));
  }

  async close(): Promise<void> {
    await Promise.all(csvLogs.map((log) => this[log].close()));
  }
}

/**
 * Puts a record back into a run folder, as `RunLog.texts` had it. Throws a `MalformedFileError` for one that no reader
 * would take.
 */
export const restoreRecord = async ({ folder, confirm }: RunLogOptions, text: string): Promise<void> => {
  const path = join(folder, recordName);
  parseRunRecord(text, path);
  await confirm();
  await writeDurably(path, text);
};

/**
 * A record as the text of run.json: indented by two spaces, but for the network's layers, which are one line. Read back before
 * it is written: what a reader would refuse must not get into the file.
 */
const formatRecord = (record: RunRecord, path: string): string => {
  const { definition } = record.network;
  const indented = JSON.stringify({ ...record, network: { ...record.network, definition: placeholder } }, null, 2);
  const json = `${indented.replace(`"definition": "${placeholder}"`, () => `"definition": ${JSON.stringify(definition)}`)}\n`;
  parseRunRecord(json, path);
  return json;
};

const placeholder = '<definition>';

/** All or none of them stay open. */
const openLogs = async (options: RunLogOptions, texts?: CsvTexts): Promise<CsvLogs> => {
  const opened: { readonly close: () => Promise<void> }[] = [];
  const open = async <Log extends keyof CsvRows>(log: Log): Promise<CsvLogs[Log]> => {
    // The compiler does not see that the file of a log has its rows.
    const csv = csvFiles[log] as CsvFile<CsvRows[Log]>;
    const file = await CsvLog.open({ ...options, csv }, texts?.[log]);
    opened.push(file);
    return file as CsvLogs[Log];
  };
  try {
    return {
      training: await open('training'),
      timing: await open('timing'),
      evaluation: await open('evaluation'),
      signals: await open('signals'),
    };
  } catch (error) {
    await Promise.all(opened.map((file) => file.close()));
    throw error;
  }
};

/** What the CSV files of a run folder hold up to an iteration: see `readText`. */
export const readTexts = async (folder: string, upTo: number): Promise<CsvTexts> => {
  const texts: [string, string][] = [];
  for (const log of csvLogs) texts.push([log, await readText(folder, log, upTo)]);
  return Object.fromEntries(texts) as CsvTexts;
};

/**
 * What a CSV file of a run folder holds up to an iteration, without a torn row at its end. Throws a
 * `MalformedFileError` for broken rows.
 */
export const readText = (folder: string, log: keyof CsvRows, upTo: number): Promise<string> =>
  // Of no kind of row: they come and go as text.
  readUpTo<never>(folder, csvFiles[log], upTo);
