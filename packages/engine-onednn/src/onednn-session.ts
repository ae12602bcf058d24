import {
  attempt,
  checkBatch,
  checkImages,
  checkParameters,
  checkStatisticsWeight,
  checkTraining,
  countImages,
  isTrainable,
  parameterSize,
  passesOf,
  type Batch,
  type Images,
  type Parameter,
  type Parameters,
  type Session,
  type TrainResult,
} from '@resnet/engine';
import type { Binding, NativeSession, ParameterArray } from './binding.js';
import { checkMemory } from './check-memory.js';
import { parameterOffsets, planSession, type PlanOptions } from './plan.js';

/** A session in the addon: this side checks arguments and names parameters, the addon computes. */
export class OnednnSession implements Session {
  #native: NativeSession | null;
  readonly #options: PlanOptions;
  readonly #offsets: ReadonlyMap<Parameter, number>;

  constructor(binding: Binding, options: PlanOptions) {
    this.#options = options;
    const { program } = options;
    const { imagesPerPass: batchSize, statisticsGroup } = passesOf(options);
    const groupsAtOnce = batchSize / statisticsGroup;
    this.#native = new binding.NativeSession(planSession(options));
    try {
      checkMemory({ name: program.name, batchSize, groupsAtOnce, bytes: this.#native.memoryBytes });
    } catch (error) {
      this.close();
      throw error;
    }
    const offsets = parameterOffsets(program);
    this.#offsets = new Map(program.parameters.map((parameter, id) => [parameter, offsets[id] ?? Number.NaN]));
  }

  get memoryBytes(): number {
    return this.#open.memoryBytes;
  }

  get workSeconds(): Readonly<Record<string, number>> {
    return this.#open.workSeconds;
  }

  readParameters(): Promise<Map<string, Float32Array>> {
    return attempt(() => this.#read('parameters', this.#all));
  }

  writeParameters(parameters: Parameters): Promise<void> {
    return attempt(() => {
      this.#write('parameters', this.#all, parameters);
    });
  }

  readMomentum(): Promise<Map<string, Float32Array>> {
    return attempt(() => {
      checkTraining(this.#options);
      return this.#read('momentum', this.#trainable);
    });
  }

  writeMomentum(momentum: Parameters): Promise<void> {
    return attempt(() => {
      checkTraining(this.#options);
      this.#write('momentum', this.#trainable, momentum);
    });
  }

  trainStep(batch: Batch, rate: number): Promise<TrainResult> {
    return attempt(() => {
      checkTraining(this.#options);
      const { images, labels } = this.#checked(batch);
      return this.#open.trainStep(images, labels, rate);
    });
  }

  gradients(batch: Batch): Promise<TrainResult & { readonly gradients: Map<string, Float32Array> }> {
    return attempt(async () => {
      checkTraining(this.#options);
      const { images, labels } = this.#checked(batch);
      const { gradients, ...result } = await this.#open.gradients(images, labels);
      return { ...result, gradients: this.#byPath(gradients, this.#trainable) };
    });
  }

  updateStatistics(images: Images, weight: number): Promise<void> {
    return attempt(() => {
      checkTraining(this.#options);
      const own = ownImages(images);
      checkImages(this.#options, own);
      checkStatisticsWeight(weight);
      return this.#open.updateStatistics(own, weight);
    });
  }

  predict(images: Images): Promise<Float32Array> {
    return attempt(() => {
      const own = ownImages(images);
      return this.#open.predict(own, countImages(this.#options, own));
    });
  }

  close(): void {
    this.#native?.close();
    this.#native = null;
  }

  #checked(batch: Batch): Batch {
    const own = { images: ownImages(batch.images), labels: batch.labels };
    checkBatch(this.#options, own);
    return own;
  }

  get #open(): NativeSession {
    if (this.#native === null) throw new Error('this session is closed: create another');
    return this.#native;
  }

  get #all(): readonly Parameter[] {
    return this.#options.program.parameters;
  }

  get #trainable(): readonly Parameter[] {
    return this.#all.filter(isTrainable);
  }

  #read(array: ParameterArray, parameters: readonly Parameter[]): Map<string, Float32Array> {
    return this.#byPath(this.#open.read(array), parameters);
  }

  #byPath(values: Float32Array, parameters: readonly Parameter[]): Map<string, Float32Array> {
    return new Map(parameters.map((parameter) => [parameter.path, this.#part(values, parameter).slice()]));
  }

  #write(array: ParameterArray, parameters: readonly Parameter[], given: Parameters): void {
    checkParameters(parameters, given);
    const values = this.#open.read(array);
    for (const parameter of parameters) {
      const part = given.get(parameter.path);
      if (part) this.#part(values, parameter).set(part);
    }
    this.#open.write(array, values);
  }

  #part(values: Float32Array, parameter: Parameter): Float32Array {
    const offset = this.#offsets.get(parameter) ?? Number.NaN;
    return values.subarray(offset, offset + parameterSize(parameter));
  }
}

/** The addon reads the arrays of crops while it computes: those that were checked, whatever becomes of the object. */
const ownImages = (images: Images): Images => {
  if (ArrayBuffer.isView(images)) return images;
  const { bytes, mean, scale, padValue, places } = images;
  return { bytes, mean, scale, padValue, places, toFloat32: () => images.toFloat32() };
};
