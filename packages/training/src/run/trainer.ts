import { setImmediate } from 'node:timers/promises';
import type { Session } from '@resnet/engine';
import type { RunLog, Split } from '@resnet/run-log';
import { averageStatistics, evaluate, createMisclassified } from '../evaluation/index.js';
import {
  writeCheckpoint,
  advance,
  intervalAverages,
  withEmptyInterval,
  type TrainingState,
} from '../checkpoints/index.js';
import { imagesLeft, splitsDue } from './due-evaluations.js';
import { firstNotFinite, type TrainedValues } from './first-not-finite.js';
import { layerResponses, type LayerSignals, measureSignals } from '../signals/index.js';
import { logDivergence, logFinish, logInterruption } from './log-ending.js';
import { plateauAfterEvaluation, rateAt, type PlateauState } from '../recipe/index.js';
import type { MiniBatches } from '../data/index.js';
import type { RunPlan } from '../start/index.js';
import { Stopwatch } from './stopwatch.js';

/** After each iteration. */
export interface TrainingProgress {
  /** Iterations done, of `iterations`. */
  readonly iteration: number;
  readonly iterations: number;
  readonly rate: number;
  /** Averages since the last row of training.csv; the error is top-1, in percent. */
  readonly loss: number;
  readonly error: number;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}

export interface TrainerOptions {
  readonly plan: RunPlan;
  readonly session: Session;
  readonly log: RunLog;
  /** Where to start; parameters and momentum of the session are of the same iteration. */
  readonly state: TrainingState;
  readonly signal?: AbortSignal | undefined;
  /** Asked between iterations: whether a checkpoint is wanted now, besides those that are due. */
  readonly takeCheckpointRequest?: (() => boolean) | undefined;
  readonly onProgress?: ((progress: TrainingProgress) => void) | undefined;
}

/** A checkpoint is written this often at least: a slow engine takes hours for the recipe's iterations. */
const secondsBetweenCheckpoints = 600;

/** One run from where it stands to its end. */
export class Trainer {
  readonly #plan: RunPlan;
  readonly #session: Session;
  readonly #log: RunLog;
  readonly #signal: AbortSignal | undefined;
  readonly #takeCheckpointRequest: TrainerOptions['takeCheckpointRequest'];
  readonly #onProgress: TrainerOptions['onProgress'];
  readonly #batches: MiniBatches;
  readonly #stopwatch: Stopwatch;
  #state: TrainingState;
  /** Of the last test evaluation of this process. */
  #misclassified: string | null = null;
  #checkpoint: { readonly iteration: number; readonly wallSeconds: number };

  constructor({ plan, session, log, state, signal, takeCheckpointRequest, onProgress }: TrainerOptions) {
    const { recipe, source, seed } = plan;
    this.#plan = plan;
    this.#session = session;
    this.#log = log;
    this.#signal = signal;
    this.#takeCheckpointRequest = takeCheckpointRequest;
    this.#onProgress = onProgress;
    this.#batches = source.trainingBatches({ batchSize: recipe.batchSize, seed });
    this.#stopwatch = new Stopwatch({ secondsBefore: state.wallSeconds, batchSize: recipe.batchSize });
    this.#state = state;
    this.#checkpoint = state;
  }

  /**
   * Trains, evaluates and logs until the run is finished. Rejects with an `InterruptedError` once the signal is aborted
   * and a checkpoint is written, and with a `DivergenceError` where a loss or a parameter is not finite: losses are
   * looked at after every iteration, parameters and momentum at the start, before each row of training.csv and before
   * each checkpoint.
   */
  async run(): Promise<void> {
    try {
      await this.#readFiniteValues();
      while (!(await this.#settle())) {
        this.#signal?.throwIfAborted();
        await this.#trainIteration();
        // Between iterations signals and timers have their turn.
        await setImmediate();
      }
      await this.#finish();
    } catch (error) {
      if (this.#signal?.aborted === true && error === this.#signal.reason) return await this.#interrupt();
      throw error;
    } finally {
      await this.#batches.close();
    }
  }

  async #finish(): Promise<void> {
    const { program, source } = this.#plan;
    // Resumed after its row was logged, the last evaluation has told nothing of single images.
    if (source.evaluated === 'test' && this.#misclassified === null) await this.#evaluateSplit('test');
    const { parameters } = await this.#readFiniteValues();
    const misclassified = this.#misclassified === null ? {} : { misclassified: this.#misclassified };
    await logFinish(this.#log, this.#state, { layerResponses: layerResponses(program, parameters), ...misclassified });
  }

  /**
   * Does what is due after an iteration and not yet done; resumed, it finds what an interruption left. Whether it was
   * the last.
   */
  async #settle(): Promise<boolean> {
    const { iteration } = this.#state;
    const { schedule, log } = this.#plan.recipe;
    const last = iteration === schedule.iterations;
    if (isDue(iteration, log.evaluationEvery, last)) {
      await this.#evaluate(last);
      await this.#lookAtEvaluation();
    }
    if (log.signalsAt !== undefined && (last || log.signalsAt.includes(iteration))) await this.#measureSignals();
    const waited = this.#stopwatch.wallSeconds - this.#checkpoint.wallSeconds > secondsBetweenCheckpoints;
    // One of the last iteration may be older than its averaged statistics and its evaluation.
    const saved = this.#checkpoint.iteration === iteration && !last;
    const asked = this.#takeCheckpointRequest?.() ?? false;
    if (!saved && (asked || waited || isDue(iteration, log.checkpointEvery, last))) await this.#writeCheckpoint();
    return last;
  }

  /** Of the iteration after so many. */
  #rateAfter(iteration: number): number {
    const { warmUp, plateau } = this.#state;
    const place = { iteration, warmingUp: warmUp !== null, plateauDrops: plateau?.drops ?? 0 };
    return rateAt(this.#plan.recipe.schedule, place);
  }

  async #trainIteration(): Promise<void> {
    const { recipe } = this.#plan;
    const { iteration, warmUp, plateau } = this.#state;
    const rate = this.#rateAfter(iteration);
    this.#stopwatch.startIteration();
    const batch = await this.#batches.batch(iteration);
    const result = await this.#session.trainStep(batch, rate);
    this.#stopwatch.endIteration();
    this.#batches.recycle?.(batch);
    if (!Number.isFinite(result.loss)) await this.#diverge(iteration + 1);
    this.#state = advance(this.#state, recipe, result);
    if (warmUp !== null && this.#state.warmUp === null) await this.#logWarmUp();
    await this.#logDrop(plateau);
    await this.#logIteration(rate);
  }

  async #logIteration(rate: number): Promise<void> {
    const { recipe, source } = this.#plan;
    const { batchSize, log, schedule } = recipe;
    const { iteration } = this.#state;
    const { iterations } = schedule;
    const averages = intervalAverages(this.#state, recipe);
    if (isDue(iteration, log.trainingEvery, iteration === iterations)) {
      await this.#readFiniteValues();
      const epoch = (iteration * batchSize) / source.count('training');
      await this.#log.training.append({ iteration, epoch, rate, ...averages });
      await this.#logTiming();
      this.#state = withEmptyInterval(this.#state);
    }
    this.#onProgress?.({
      iteration,
      iterations,
      rate,
      loss: averages.loss,
      error: averages.error,
      imagesPerSecond: batchSize * this.#stopwatch.iterationsPerSecond,
      secondsLeft: this.#stopwatch.secondsFor({
        iterations: iterations - iteration,
        images: imagesLeft(this.#plan, this.#state),
      }),
    });
  }

  async #logTiming(): Promise<void> {
    await this.#log.timing.append({
      iteration: this.#state.iteration,
      wallSeconds: this.#stopwatch.wallSeconds,
      imagesPerSecond: this.#plan.recipe.batchSize * this.#stopwatch.takeIterationsPerSecond(),
      residentBytes: process.memoryUsage.rss(),
    });
  }

  async #logWarmUp(): Promise<void> {
    const { iteration } = this.#state;
    const { warmUp } = this.#plan.recipe.schedule;
    const message = `training error over ${warmUp?.window} mini-batches below ${warmUp?.untilError}%`;
    await this.#log.update({}, { iteration, kind: 'warm-up-ended', message });
  }

  async #logDrop(before: PlateauState | null): Promise<void> {
    const { iteration, plateau } = this.#state;
    if (plateau === null || plateau.drops === before?.drops) return;
    // Resumed at this iteration, the record has it already.
    if (this.#log.record.events.some((event) => event.kind === 'rate-dropped' && event.iteration === iteration)) return;
    const message = `the error plateaus: rate ${this.#rateAfter(iteration)}`;
    await this.#log.update({}, { iteration, kind: 'rate-dropped', message });
  }

  /** Tells a schedule by plateau of the evaluation after this iteration, once, whoever made it. */
  async #lookAtEvaluation(): Promise<void> {
    const { iteration, plateau } = this.#state;
    const { recipe, source } = this.#plan;
    const row = this.#log.evaluation.rows.find(
      (one) => one.iteration === iteration && one.split === source.evaluated && one.protocol === source.protocol,
    );
    if (row === undefined) return;
    const seen = { iteration, error: row.top1Error };
    this.#state = { ...this.#state, plateau: plateauAfterEvaluation(plateau, recipe.schedule, seen) };
    await this.#logDrop(plateau);
  }

  /** Makes the evaluations of an iteration that are not yet logged. */
  async #evaluate(last: boolean): Promise<void> {
    const { iteration } = this.#state;
    const { recipe, source } = this.#plan;
    const splits = splitsDue(this.#plan, { iteration, last, rows: this.#log.evaluation.rows });
    if (splits.length === 0) return;
    if (last && recipe.testStatistics === 'exact-average' && !this.#state.averaged) await this.#averageStatistics();
    for (const split of splits) {
      const errors = await this.#evaluateSplit(split);
      if (!Number.isFinite(errors.loss)) await this.#diverge(iteration);
      await this.#log.evaluation.append({ iteration, split, protocol: source.protocol, ...errors });
    }
  }

  /** The checkpoint has them before a row tells of them. */
  async #averageStatistics(): Promise<void> {
    const { recipe, source, seed } = this.#plan;
    const { batchSize } = recipe;
    const batches = source.statisticsBatches({ batchSize, seed });
    const count = Math.floor(source.count('training') / batchSize);
    try {
      await averageStatistics({ session: this.#session, batches, count, signal: this.#signal });
    } finally {
      await batches.close();
    }
    this.#state = { ...this.#state, averaged: true };
    await this.#writeCheckpoint();
  }

  async #evaluateSplit(split: Split): Promise<Awaited<ReturnType<typeof evaluate>>> {
    const { recipe, source } = this.#plan;
    const { note: onImage, text } = createMisclassified(source.count(split));
    const { batchSize, cropAverage: average } = recipe;
    const batches = source.evaluationBatches({ split, batchSize });
    const options = { session: this.#session, classes: source.classes, average, signal: this.#signal };
    this.#stopwatch.startEvaluation();
    const errors = await evaluate({ ...options, batches, onImage });
    this.#stopwatch.endEvaluation(source.count(split));
    if (split === 'test') this.#misclassified = text();
    return errors;
  }

  /**
   * Measures signals where they are not yet logged, on the mini-batch that the next iteration trains on. Numbers that
   * are not finite make no rows: that iteration then diverges.
   */
  async #measureSignals(): Promise<void> {
    const { iteration } = this.#state;
    if (this.#log.signals.rows.some((row) => row.iteration === iteration)) return;
    const batch = await this.#batches.batch(iteration);
    const layers = await measureSignals(this.#session, { program: this.#plan.program, batch });
    if (layers.every(isFiniteLayer))
      await this.#log.signals.append(...layers.map((layer) => ({ iteration, ...layer })));
  }

  async #writeCheckpoint(): Promise<void> {
    const values = await this.#readFiniteValues();
    const { wallSeconds } = this.#stopwatch;
    this.#state = { ...this.#state, wallSeconds };
    // The rows up to this iteration must be on disk before a checkpoint that relies on them is.
    await this.#log.sync();
    const { texts } = this.#log;
    await writeCheckpoint(this.#log, this.#plan.program, { state: this.#state, ...values, texts });
    this.#checkpoint = { iteration: this.#state.iteration, wallSeconds };
  }

  async #interrupt(): Promise<never> {
    await this.#writeCheckpoint();
    const reason: unknown = this.#signal?.reason;
    return logInterruption(this.#log, this.#state, reason instanceof Error ? reason.message : 'stopped');
  }

  /** Parameters and momentum, all finite; rejects with a `DivergenceError` where they are not. */
  async #readFiniteValues(): Promise<TrainedValues> {
    const { parameter, ...values } = await this.#readValues();
    if (parameter !== null) await this.#logDivergence(this.#state.iteration, parameter);
    return values;
  }

  async #readValues(): Promise<TrainedValues & { readonly parameter: string | null }> {
    const values = {
      parameters: await this.#session.readParameters(),
      momentum: await this.#session.readMomentum(),
    };
    return { ...values, parameter: firstNotFinite(this.#plan.program, values) };
  }

  /** Where a loss was not finite. */
  async #diverge(iteration: number): Promise<never> {
    const { parameter } = await this.#readValues();
    return this.#logDivergence(iteration, parameter);
  }

  #logDivergence(iteration: number, parameter: string | null): Promise<never> {
    const rate = this.#rateAfter(Math.max(0, iteration - 1));
    const { lastLoss: lastFiniteLoss } = this.#state;
    return logDivergence(this.#log, { iteration, rate, lastFiniteLoss, parameter }, this.#stopwatch.wallSeconds);
  }
}

const isDue = (iteration: number, every: number, last: boolean): boolean =>
  last || (iteration > 0 && iteration % every === 0);

const isFiniteLayer = ({ gradientNorm, outputVariance, normalizedVariance }: LayerSignals): boolean =>
  [gradientNorm, outputVariance ?? 0, normalizedVariance ?? 0].every(Number.isFinite);
