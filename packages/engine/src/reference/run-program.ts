import { parameterSize, type Operation, type ParameterId, type Program, type ValueId } from '../program.js';
import { add } from './add.js';
import { batchNormalization } from './batch-normalization.js';
import { roundToBf16, valuesInBf16 } from './bf16.js';
import { convolution } from './convolution.js';
import { fullyConnected } from './fully-connected.js';
import { globalAveragePooling } from './global-average-pooling.js';
import { maxPooling } from './max-pooling.js';
import { paddedIdentity } from './padded-identity.js';
import { lookUp, type Pass, type PassMode, type ReferenceLayer } from './pass.js';
import { relu } from './relu.js';
import { softmaxCrossEntropy, type Classified } from './softmax-cross-entropy.js';
import { elements, fromImages, zeros, type Tensor } from './tensor.js';

export interface Input {
  /** By parameter id; convolution weights are rounded in place for bf16. */
  readonly parameters: readonly Float64Array[];
  /** [count, height, width, channels]. */
  readonly images: Float32Array;
  /** What images, values and convolution weights are kept as; the arithmetic is float64 either way. */
  readonly precision: 'f64' | 'bf16';
}

export interface Forward {
  readonly logits: Tensor;
  readonly batchStatistics: ReadonlyMap<ParameterId, Float64Array>;
}

export interface ForwardBackward extends Classified, Forward {
  /** By parameter id; zeros for running statistics. */
  readonly gradients: readonly Float64Array[];
}

/** The logits of images, and in training mode the batch statistics. */
export const forward = (program: Program, input: Input, mode: PassMode): Forward => {
  const pass = preparePass(program, input, mode);
  runForward(program, pass, input.precision);
  return { logits: lookUp(pass.values, program.logits), batchStatistics: pass.batchStatistics };
};

/** The loss of labelled images and its gradients, normalizing by the statistics of `group` consecutive images. */
export const forwardBackward = (
  program: Program,
  input: Input & { readonly labels: Int32Array },
  group: number,
): ForwardBackward => {
  const pass = {
    ...preparePass(program, input, { kind: 'training', group }),
    valueGradients: zeroValues(program, input),
    parameterGradients: program.parameters.map((parameter) => new Float64Array(parameterSize(parameter))),
  };
  runForward(program, pass, input.precision);
  const logits = lookUp(pass.values, program.logits);
  const classified = softmaxCrossEntropy(logits, input.labels);
  lookUp(pass.valueGradients, program.logits).data.set(classified.gradient);
  for (const operation of program.operations.toReversed()) layerOf(operation).backward(pass);
  return { ...classified, logits, batchStatistics: pass.batchStatistics, gradients: pass.parameterGradients };
};

const runForward = (program: Program, pass: Pass, precision: Input['precision']): void => {
  if (precision === 'bf16') roundInputs(program, pass);
  const rounded = precision === 'bf16' ? valuesInBf16(program) : new Set<ValueId>();
  for (const operation of program.operations) {
    layerOf(operation).forward(pass);
    if (rounded.has(operation.dst)) roundToBf16(lookUp(pass.values, operation.dst).data);
  }
};

const roundInputs = ({ parameters }: Program, pass: Pass): void => {
  roundToBf16(lookUp(pass.values, 0).data);
  parameters.forEach(({ role }, id) => {
    if (role === 'convolution-weights') roundToBf16(lookUp(pass.parameters, id));
  });
};

/** Without gradients, which only a backward pass needs. */
const preparePass = (program: Program, input: Input, mode: PassMode): Pass => ({
  values: zeroValues(program, input).with(0, fromImages(input.images, program.input)),
  valueGradients: [],
  parameters: input.parameters,
  parameterGradients: [],
  batchStatistics: new Map(),
  mode,
});

const zeroValues = ({ values, input: shape }: Program, { images }: Input): Tensor[] => {
  const count = images.length / elements(shape);
  return values.map((one) => zeros(count, one));
};

/** An operation with what its kind does. */
interface BoundLayer {
  readonly forward: (pass: Pass) => void;
  readonly backward: (pass: Pass) => void;
}

const bind = <Kind extends Operation>(layer: ReferenceLayer<Kind>, operation: Kind): BoundLayer => ({
  forward: (pass) => {
    layer.forward(operation, pass);
  },
  backward: (pass) => {
    layer.backward(operation, pass);
  },
});

const layerOf = (operation: Operation): BoundLayer => {
  switch (operation.kind) {
    case 'convolution':
      return bind(convolution, operation);
    case 'batch-normalization':
      return bind(batchNormalization, operation);
    case 'relu':
      return bind(relu, operation);
    case 'add':
      return bind(add, operation);
    case 'max-pooling':
      return bind(maxPooling, operation);
    case 'global-average-pooling':
      return bind(globalAveragePooling, operation);
    case 'fully-connected':
      return bind(fullyConnected, operation);
    case 'padded-identity':
      return bind(paddedIdentity, operation);
    default:
      throw new TypeError(`unknown operation ${JSON.stringify(operation satisfies never)}`);
  }
};
