import type { ConvolutionOperation, ValueId } from '@resnet/engine';
import type { Shape } from '@resnet/models';
import { fusedGraph, isNormalization, type FusedGraph, type NormalizationPass } from './fused-graph.js';
import type { FusedOperation, PointwiseOperation } from './fuse.js';
import type { Trust } from './onednn-trust.js';
import type { ConvolutionShape, OwnKernels } from './own-kernels.js';

/**
 * Who computes a pass of a convolution: a kernel of our own made for its shape, oneDNN, or loops of our own for every
 * shape.
 */
export type Maker = 'own' | 'onednn' | 'plain';

/**
 * What a pass of a convolution does in passing for the normalizations on either side of it:
 * - `make-src`: makes its input as it reads it, which the normalization before leaves unwritten;
 * - `take-statistics`: takes the batch statistics of its output, for the normalization after;
 * - `normalize-dst`: writes the output of the normalization after, with addition and ReLU, and not its own;
 * - `make-dst-gradient`: makes the gradient of its output as it reads it, which the normalization after leaves unwritten;
 * - `mask-src-gradient`: masks the gradient of its input as it writes it and takes its sums, for the normalization before.
 */
export type InPassing = 'make-src' | 'take-statistics' | 'normalize-dst' | 'make-dst-gradient' | 'mask-src-gradient';

export interface ForwardPass {
  readonly by: Maker;
  readonly training: readonly InPassing[];
  readonly inference: readonly InPassing[];
}

export interface BackwardPass {
  readonly computes: 'weight-gradient' | 'data-gradient' | 'both-gradients';
  readonly by: Maker;
  readonly inPassing: readonly InPassing[];
}

export interface ConvolutionPasses {
  readonly kind: 'convolution';
  readonly forward: ForwardPass;
  /** In the order in which they run. No gradient flows to the image. */
  readonly backward: readonly BackwardPass[];
  /** What the normalization after writes, for which these passes work; left out where there is none. */
  readonly after?: ValueId;
}

/** What the convolutions on either side of a pointwise operation leave for it to do. */
export interface PointwisePasses {
  readonly kind: 'pointwise';
  readonly training: readonly ('statistics' | 'dst')[];
  readonly inference: readonly 'dst'[];
  /** The mask of the gradient of its output, with the sums where it normalizes; then the gradient of its input. */
  readonly backward: readonly ('mask' | 'src-gradient')[];
}

/** Of an operation that no other one does anything for: forward and backward are whole. */
export interface WholePasses {
  readonly kind: 'whole';
}

export type OperationPasses = ConvolutionPasses | PointwisePasses | WholePasses;

export interface PassPlanOptions {
  /** In the order in which they run. */
  readonly operations: readonly FusedOperation[];
  /** By value id. */
  readonly shapes: readonly Shape[];
  readonly kernels: OwnKernels;
  /** What oneDNN may compute. */
  readonly trust: (shape: ConvolutionShape) => Trust;
}

/** Decides which passes compute each operation, and what they do in passing. The addon does as it says, or refuses. */
export const planPasses = (options: PassPlanOptions): readonly OperationPasses[] => {
  const graph = fusedGraph(options.operations);
  const convolutions = new Map<FusedOperation | undefined, ConvolutionPasses>();
  for (const operation of options.operations) {
    if (operation.kind !== 'convolution') continue;
    convolutions.set(operation, planConvolution(operation, { ...options, graph, planned: convolutions }));
  }
  return options.operations.map((operation) => {
    if (operation.kind === 'pointwise') return planPointwise(operation, graph, convolutions);
    return convolutions.get(operation) ?? { kind: 'whole' };
  });
};

interface Surroundings extends PassPlanOptions {
  readonly graph: FusedGraph;
  /** The convolutions before. */
  readonly planned: ReadonlyMap<FusedOperation | undefined, ConvolutionPasses>;
}

const planConvolution = (operation: ConvolutionOperation, surroundings: Surroundings): ConvolutionPasses => {
  const { graph, kernels, planned, shapes } = surroundings;
  const shape = shapeOf(operation, shapes);
  const trust = surroundings.trust(shape);
  const before = graph.normalizationBefore(operation);
  const after = graph.normalizationAfter(operation);
  const statisticsFor = statisticsReader(operation.dst, graph);

  const isOwn = kernels.forward(shape);
  const together = operation.src !== 0 && after !== undefined && kernels.bothGradients(shape);
  const makesSrc = isOwn && together && before !== undefined && mayStayUnwritten(before, graph);
  const isNormalizedBefore =
    before && planned.get(graph.producer(before.src))?.forward.inference.includes('normalize-dst');
  const masks = before !== undefined && contributesLast(operation, graph);

  const forward: ForwardPass = {
    by: makerOf(isOwn, trust.forward),
    training: those({
      'make-src': makesSrc,
      'take-statistics': isOwn && statisticsFor !== undefined,
    }),
    inference: those({
      'make-src': makesSrc && !isNormalizedBefore,
      'normalize-dst': isOwn && after !== undefined,
    }),
  };
  const backward: readonly BackwardPass[] = together
    ? [
        {
          computes: 'both-gradients',
          by: 'own',
          inPassing: those({ 'make-src': makesSrc, 'make-dst-gradient': true, 'mask-src-gradient': masks }),
        },
      ]
    : separateGradients({ kernels, shape, trust, masks, isFirst: operation.src === 0 });
  return { kind: 'convolution', forward, backward, ...(statisticsFor && { after: statisticsFor.dst }) };
};

interface SeparateGradientsOptions {
  readonly kernels: OwnKernels;
  readonly shape: ConvolutionShape;
  readonly trust: Trust;
  readonly masks: boolean;
  readonly isFirst: boolean;
}

const separateGradients = ({
  kernels,
  shape,
  trust,
  masks,
  isFirst,
}: SeparateGradientsOptions): readonly BackwardPass[] => {
  const weightGradient: BackwardPass = {
    computes: 'weight-gradient',
    by: makerOf(kernels.weightGradient(shape), trust.weightGradient),
    inPassing: [],
  };
  if (isFirst) return [weightGradient];
  const isOwn = kernels.dataGradient(shape);
  const inPassing = those({ 'mask-src-gradient': isOwn && masks });
  return [weightGradient, { computes: 'data-gradient', by: makerOf(isOwn, trust.dataGradient), inPassing }];
};

const makerOf = (isOwn: boolean, isTrusted: boolean): Maker => (isOwn ? 'own' : isTrusted ? 'onednn' : 'plain');

const shapeOf = (
  { src, dst, kernel, stride, padding }: ConvolutionOperation,
  shapes: readonly Shape[],
): ConvolutionShape => {
  const [from, to] = [shapes[src], shapes[dst]];
  if (!from || !to) throw new RangeError(`expected shapes of values ${src} and ${dst}, got ${shapes.length} shapes`);
  return { src: from, dst: to, kernel, stride, padding };
};

/** Only its mask tells a ReLU's output from its input, which the addend of a normalization would be needed for as well. */
const mayStayUnwritten = ({ relu, addend, dst }: NormalizationPass, graph: FusedGraph): boolean =>
  relu && addend === undefined && graph.readers(dst).length === 1;

/** Whether a convolution makes the last contribution to the gradient of its input, of two at most. */
const contributesLast = (operation: ConvolutionOperation, graph: FusedGraph): boolean => {
  const readers = graph.readers(operation.src);
  return readers[0] === operation && readers.length <= 2;
};

/** The normalization that uses the batch statistics of a value, if somebody takes them. */
const statisticsReader = (value: ValueId, graph: FusedGraph): NormalizationPass | undefined =>
  graph
    .readers(value)
    .filter(isNormalization)
    .find(({ src }) => src === value);

const planPointwise = (
  operation: PointwiseOperation,
  graph: FusedGraph,
  convolutions: ReadonlyMap<FusedOperation | undefined, ConvolutionPasses>,
): PointwisePasses => {
  const before = convolutions.get(graph.producer(operation.src));
  const after = graph.readers(operation.dst).map((reader) => convolutions.get(reader));
  const isDone = (work: InPassing, by: readonly (ConvolutionPasses | undefined)[]): boolean =>
    by.some((passes) => passes?.backward.some(({ inPassing }) => inPassing.includes(work)));
  const isUnwritten = after.some((passes) => passes?.forward.training.includes('make-src'));
  const areStatisticsTaken =
    before?.forward.training.includes('take-statistics') && statisticsReader(operation.src, graph) === operation;
  return {
    kind: 'pointwise',
    training: those({
      statistics: isNormalization(operation) && !areStatisticsTaken,
      dst: !isUnwritten,
    }),
    inference: those({ dst: !isUnwritten && !before?.forward.inference.includes('normalize-dst') }),
    backward: those({
      mask: !isDone('mask-src-gradient', after),
      'src-gradient': isNormalization(operation) && !isDone('make-dst-gradient', [before]),
    }),
  };
};

/** The names that are true, in order. */
const those = <Name extends string>(
  names: Readonly<Record<Name, boolean>> | Partial<Readonly<Record<Name, boolean>>>,
): readonly Name[] => (Object.keys(names) as Name[]).filter((name) => names[name]);
