import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs';
import {
  checkBatch,
  checkImages,
  checkParameters,
  checkStatisticsWeight,
  checkTraining,
  countImages,
  decays,
  imagesByPass,
  isTrainable,
  labelsByPass,
  lookUp,
  parameterSize,
  passesOf,
  statisticsWeight,
  type Batch,
  type Images,
  type Parameter,
  type ParameterId,
  type Parameters,
  type Session,
  type SessionOptions,
  type TrainResult,
} from '@resnet/engine';
import { useBackend } from './backend.js';
import { forwardBackward, type ForwardBackward } from './forward-backward.js';
import { addOutcomes, average } from './average-passes.js';
import { forwardPass, type ForwardOptions } from './forward-pass.js';
import type { ForParameter } from './layers/layer.js';
import { memoryBytes } from './memory-bytes.js';
import { toNumbers, toTensor } from './parameter-layout.js';
import { sgd } from './sgd.js';

/** A session on one backend of TensorFlow.js. Between calls it holds the parameters and their momentum, nothing else. */
export class TfjsSession implements Session {
  readonly memoryBytes: number;
  readonly #options: SessionOptions;
  readonly #backend: string;
  /** By parameter id. */
  readonly #parameters: Tensor[];
  /** By parameter id; running statistics have one that stays zero. None for inference. */
  readonly #momentum: Tensor[];
  #busy = false;
  #closed = false;

  /** The backend is given as TensorFlow.js names it, and open. */
  constructor(options: SessionOptions, backend: string) {
    useBackend(backend);
    this.#options = options;
    this.#backend = backend;
    const zeros = (parameter: Parameter): Tensor => toTensor(parameter, new Float32Array(parameterSize(parameter)));
    this.#parameters = options.program.parameters.map(zeros);
    this.#momentum = options.purpose === 'inference' ? [] : options.program.parameters.map(zeros);
    this.memoryBytes = memoryBytes(options);
  }

  readParameters(): Promise<Map<string, Float32Array>> {
    return this.#attempt(() => this.#read(this.#parameters.entries()));
  }

  writeParameters(parameters: Parameters): Promise<void> {
    return this.#attempt(() => {
      this.#write(this.#parameters, this.#options.program.parameters, parameters);
    });
  }

  readMomentum(): Promise<Map<string, Float32Array>> {
    return this.#attempt(() => {
      checkTraining(this.#options);
      return this.#read([...this.#momentum.entries()].filter(([id]) => this.#isTrainable(id)));
    });
  }

  writeMomentum(momentum: Parameters): Promise<void> {
    return this.#attempt(() => {
      checkTraining(this.#options);
      this.#write(this.#momentum, this.#options.program.parameters.filter(isTrainable), momentum);
    });
  }

  trainStep(batch: Batch, rate: number): Promise<TrainResult> {
    return this.#attempt(() => {
      const { outcome, gradients, statistics } = this.#forwardBackward(batch);
      this.#descend(gradients, rate);
      this.#moveStatistics(statistics, statisticsWeight);
      return toTrainResult(outcome);
    });
  }

  gradients(batch: Batch): Promise<TrainResult & { readonly gradients: Map<string, Float32Array> }> {
    return this.#attempt(async () => {
      const { outcome, gradients, statistics } = this.#forwardBackward(batch);
      dispose(statistics);
      const numbers = await this.#read(gradients);
      dispose(gradients);
      return { ...(await toTrainResult(outcome)), gradients: numbers };
    });
  }

  updateStatistics(images: Images, weight: number): Promise<void> {
    return this.#attempt(() => {
      checkTraining(this.#options);
      checkImages(this.#options, images);
      checkStatisticsWeight(weight);
      const options = { statistics: passesOf(this.#options).statisticsGroup, backwardFollows: false };
      const passes = imagesByPass(this.#options, images).map((part) => {
        const { logits, statistics } = forwardPass({ ...this.#input(part), ...options });
        logits.dispose();
        return statistics;
      });
      this.#moveStatistics(average(passes), weight);
    });
  }

  predict(images: Images): Promise<Float32Array> {
    return this.#attempt(async () => {
      const count = countImages(this.#options, images);
      const numbers = new Float32Array(count * this.#options.program.classes);
      let done = 0;
      for (const part of imagesByPass(this.#options, images)) {
        const { logits } = forwardPass({ ...this.#input(part), statistics: 'running', backwardFollows: false });
        numbers.set(await logits.data<'float32'>(), done);
        done += logits.size;
        logits.dispose();
      }
      return numbers;
    });
  }

  close(): void {
    this.#checkIdle('close');
    if (!this.#closed) tf.dispose([...this.#parameters, ...this.#momentum]);
    this.#closed = true;
  }

  async #attempt<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    useBackend(this.#backend);
    if (this.#closed) throw new Error('this session is closed: create another');
    this.#checkIdle('the next');
    this.#busy = true;
    try {
      return await work();
    } finally {
      this.#busy = false;
    }
  }

  /** A call that waits for the backend would go on with what the other has changed. */
  #checkIdle(what: string): void {
    if (this.#busy) throw new Error(`this session is computing: await its last call before ${what}`);
  }

  #isTrainable(id: ParameterId): boolean {
    return isTrainable(lookUp(this.#options.program.parameters, id));
  }

  async #read(tensors: Iterable<ForParameter>): Promise<Map<string, Float32Array>> {
    const entries = Array.from(tensors, async ([id, tensor]) => {
      const parameter = lookUp(this.#options.program.parameters, id);
      return [parameter.path, await toNumbers(parameter, tensor)] as const;
    });
    return new Map(await Promise.all(entries));
  }

  #write(tensors: Tensor[], expected: readonly Parameter[], given: Parameters): void {
    checkParameters(expected, given);
    this.#options.program.parameters.forEach((parameter, id) => {
      const numbers = given.get(parameter.path);
      if (numbers !== undefined) replace(tensors, id, toTensor(parameter, numbers));
    });
  }

  /** Images and parameters for a pass. */
  #input(images: Float32Array): Pick<ForwardOptions, 'program' | 'images' | 'parameter'> {
    const { program } = this.#options;
    const { height, width, channels } = program.input;
    const count = countImages(this.#options, images);
    // A copy, since the plain backend keeps the array it is given and the caller may fill it again.
    const tensor: Tensor4D = tf.tensor(images.slice(), [count, height, width, channels]);
    return { program, images: tensor, parameter: (id) => lookUp(this.#parameters, id) };
  }

  #forwardBackward(batch: Batch): ForwardBackward {
    checkTraining(this.#options);
    checkBatch(this.#options, batch);
    const labels = labelsByPass(this.#options, batch.labels);
    const { statisticsGroup: statistics } = passesOf(this.#options);
    const passes = imagesByPass(this.#options, batch.images).map((images, pass) =>
      forwardBackward({ ...this.#input(images), labels: labels[pass] ?? batch.labels, statistics }),
    );
    return {
      outcome: addOutcomes(passes.map(({ outcome }) => outcome)),
      gradients: average(passes.map(({ gradients }) => gradients)),
      statistics: average(passes.map((one) => one.statistics)),
    };
  }

  #descend(gradients: readonly ForParameter[], rate: number): void {
    const { program, optimizer } = this.#options;
    for (const [id, gradient] of gradients) {
      const weightDecay = decays(lookUp(program.parameters, id), optimizer) ? optimizer.weightDecay : 0;
      const state = { parameter: lookUp(this.#parameters, id), momentum: lookUp(this.#momentum, id) };
      const { parameter, momentum } = sgd({ ...state, gradient, rate, weightDecay }, optimizer);
      replace(this.#parameters, id, parameter);
      replace(this.#momentum, id, momentum);
    }
    dispose(gradients);
  }

  #moveStatistics(statistics: readonly ForParameter[], weight: number): void {
    for (const [id, batch] of statistics) {
      const running = lookUp(this.#parameters, id);
      const moved = tf.tidy(() => tf.add(tf.mul(running, 1 - weight), tf.mul(batch, weight)));
      replace(this.#parameters, id, moved);
    }
    dispose(statistics);
  }
}

const replace = (tensors: Tensor[], id: ParameterId, tensor: Tensor): void => {
  lookUp(tensors, id).dispose();
  tensors[id] = tensor;
};

const dispose = (tensors: readonly ForParameter[]): void => tf.dispose(tensors.map(([, tensor]) => tensor));

const toTrainResult = async (outcome: Tensor1D): Promise<TrainResult> => {
  const [loss = NaN, errors = NaN, top5Errors = NaN] = await outcome.data<'float32'>();
  outcome.dispose();
  return { loss, errors, top5Errors };
};
