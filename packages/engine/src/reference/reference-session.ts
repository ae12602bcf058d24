import { attempt } from '../attempt.js';
import {
  checkBatch,
  checkImages,
  checkParameters,
  checkStatisticsWeight,
  checkTraining,
  countImages,
} from '../check-arguments.js';
import { imagesByPass, labelsByPass, passesOf } from '../passes.js';
import {
  statisticsWeight,
  type Batch,
  type Images,
  type Parameters,
  type Session,
  type SessionOptions,
  type TrainResult,
} from '../engine.js';
import { decays, isTrainable, parameterSize, type Parameter, type ParameterId } from '../program.js';
import { lookUp } from './pass.js';
import { averagePasses, averageStatistics, type Trained } from './average-passes.js';
import { forward, forwardBackward, type Input } from './run-program.js';
import { sgd } from './sgd.js';
import { at, elements } from './tensor.js';

/** A session of the reference engine. */
export class ReferenceSession implements Session {
  readonly memoryBytes: number;
  readonly #options: SessionOptions;
  /** By parameter id. */
  readonly #parameters: readonly Float32Array[];
  /** By parameter id; running statistics have none that is used. None in a session for inference. */
  readonly #momentum: readonly Float32Array[];
  #closed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { program, purpose } = options;
    const zeros = (): readonly Float32Array[] =>
      program.parameters.map((parameter) => new Float32Array(parameterSize(parameter)));
    this.#parameters = zeros();
    this.#momentum = purpose === 'inference' ? [] : zeros();
    this.memoryBytes = memoryBytes(options);
  }

  readParameters(): Promise<Map<string, Float32Array>> {
    return this.#attempt(() => this.#read(this.#parameters, this.#options.program.parameters));
  }

  writeParameters(parameters: Parameters): Promise<void> {
    return this.#attempt(() => {
      this.#write(this.#parameters, this.#options.program.parameters, parameters);
    });
  }

  readMomentum(): Promise<Map<string, Float32Array>> {
    return this.#attempt(() => {
      checkTraining(this.#options);
      return this.#read(this.#momentum, this.#trainable());
    });
  }

  writeMomentum(momentum: Parameters): Promise<void> {
    return this.#attempt(() => {
      checkTraining(this.#options);
      this.#write(this.#momentum, this.#trainable(), momentum);
    });
  }

  trainStep(batch: Batch, rate: number): Promise<TrainResult> {
    return this.#attempt(() => {
      const { gradients, batchStatistics, ...result } = this.#forwardBackward(batch);
      this.#update(gradients, rate);
      this.#moveStatistics(batchStatistics, statisticsWeight);
      return result;
    });
  }

  gradients(batch: Batch): Promise<TrainResult & { readonly gradients: Map<string, Float32Array> }> {
    return this.#attempt(() => {
      const { loss, errors, top5Errors, gradients } = this.#forwardBackward(batch);
      return { loss, errors, top5Errors, gradients: this.#read(gradients, this.#trainable()) };
    });
  }

  updateStatistics(images: Images, weight: number): Promise<void> {
    return this.#attempt(() => {
      checkTraining(this.#options);
      checkImages(this.#options, images);
      checkStatisticsWeight(weight);
      const mode = { kind: 'training', group: passesOf(this.#options).statisticsGroup } as const;
      const passes = imagesByPass(this.#options, images).map(
        (part) => forward(this.#options.program, this.#input(part), mode).batchStatistics,
      );
      this.#moveStatistics(averageStatistics(passes), weight);
    });
  }

  predict(images: Images): Promise<Float32Array> {
    return this.#attempt(() => {
      countImages(this.#options, images);
      const logits = imagesByPass(this.#options, images).flatMap((part) => [
        ...forward(this.#options.program, this.#input(part), { kind: 'prediction' }).logits.data,
      ]);
      return Float32Array.from(logits);
    });
  }

  close(): void {
    this.#closed = true;
  }

  #attempt<Result>(work: () => Result): Promise<Result> {
    return attempt(() => {
      if (this.#closed) throw new Error('this session is closed: create another');
      return work();
    });
  }

  #trainable(): readonly Parameter[] {
    return this.#options.program.parameters.filter(isTrainable);
  }

  #input(images: Float32Array): Input {
    const parameters = this.#parameters.map((parameter) => Float64Array.from(parameter));
    return { images, parameters, precision: this.#options.precision === 'bf16' ? 'bf16' : 'f64' };
  }

  #read(arrays: readonly ArrayLike<number>[], parameters: readonly Parameter[]): Map<string, Float32Array> {
    const all = this.#options.program.parameters;
    return new Map(
      parameters.map((parameter) => [parameter.path, Float32Array.from(lookUp(arrays, all.indexOf(parameter)))]),
    );
  }

  #write(arrays: readonly Float32Array[], parameters: readonly Parameter[], given: Parameters): void {
    checkParameters(parameters, given);
    this.#options.program.parameters.forEach(({ path }, id) => {
      const array = given.get(path);
      if (array !== undefined) lookUp(arrays, id).set(array);
    });
  }

  #forwardBackward(batch: Batch): Trained {
    checkTraining(this.#options);
    checkBatch(this.#options, batch);
    const labels = labelsByPass(this.#options, batch.labels);
    const { statisticsGroup } = passesOf(this.#options);
    const passes = imagesByPass(this.#options, batch.images).map((images, pass) => {
      const input = { ...this.#input(images), labels: labels[pass] ?? batch.labels };
      return forwardBackward(this.#options.program, input, statisticsGroup);
    });
    return averagePasses(passes);
  }

  #update(gradients: readonly Float64Array[], rate: number): void {
    const { program, optimizer } = this.#options;
    program.parameters.forEach((described, id) => {
      if (!isTrainable(described)) return;
      const [parameter, momentum] = [lookUp(this.#parameters, id), lookUp(this.#momentum, id)];
      const weightDecay = decays(described, optimizer) ? optimizer.weightDecay : 0;
      sgd({ parameter, momentum, gradient: lookUp(gradients, id), rate, weightDecay }, optimizer);
    });
  }

  #moveStatistics(batchStatistics: ReadonlyMap<ParameterId, Float64Array>, weight: number): void {
    for (const [id, batch] of batchStatistics) {
      const running = lookUp(this.#parameters, id);
      running.forEach((value, index) => {
        running[index] = (1 - weight) * value + weight * at(batch, index);
      });
    }
  }
}

/** Values and their gradients in float64, parameters and momentum in float32, parameters and gradients in float64. */
const memoryBytes = ({ program, purpose = 'training', ...options }: SessionOptions): number => {
  const numbers = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
  const values = numbers(program.values.map((shape) => passesOf(options).imagesPerPass * elements(shape)));
  const parameters = numbers(program.parameters.map(parameterSize));
  return purpose === 'inference' ? 8 * values + (4 + 8) * parameters : 8 * 2 * values + (4 * 2 + 8 * 2) * parameters;
};
