import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { lookUp, sourcesOf, type Operation, type Program, type ValueId } from '@resnet/engine';
import type { Forward, ForParameter, LayerContext } from './layers/layer.js';
import { runForward } from './layers/run-forward.js';
import { scoped } from './scoped.js';

export interface ForwardOptions extends Pick<LayerContext, 'parameter' | 'statistics'> {
  readonly program: Program;
  /** [count, height, width, channels]; the pass disposes it. */
  readonly images: Tensor4D;
  /** Whether a backward pass follows, and needs what the operations save for it. */
  readonly backwardFollows: boolean;
}

/** One operation that has run. */
export type Step = Pick<Forward, 'saved' | 'backward'> & { readonly operation: Operation };

/** Its tensors are the caller's to dispose. */
export interface ForwardPass {
  /** [count, 1, 1, classes]. */
  readonly logits: Tensor4D;
  /** In execution order; none where no backward pass follows. */
  readonly steps: readonly Step[];
  readonly statistics: readonly ForParameter[];
}

/** Runs the whole program, disposing each value after its last reader. */
export const forwardPass = ({ program, images, backwardFollows, ...context }: ForwardOptions): ForwardPass => {
  const values: Tensor4D[] = [images];
  const steps: Step[] = [];
  const statistics: ForParameter[] = [];
  const lastReaders = lastReadersOf(program);
  program.operations.forEach((operation, index) => {
    const ids = sourcesOf(operation);
    const sources = ids.map((id) => lookUp(values, id));
    const dstShape = lookUp(program.values, operation.dst);
    const forward = scoped(() => runForward(operation, { ...context, sources, dstShape }), tensorsOf);
    values[operation.dst] = forward.dst;
    statistics.push(...(forward.statistics ?? []));
    if (backwardFollows) steps.push({ operation, saved: forward.saved, backward: forward.backward });
    else tf.dispose([...forward.saved]);
    tf.dispose(ids.filter((id) => lastReaders.get(id) === index).map((id) => lookUp(values, id)));
  });
  return { logits: lookUp(values, program.logits), steps, statistics };
};

const tensorsOf = ({ dst, saved, statistics = [] }: Forward): Tensor[] => [
  dst,
  ...saved,
  ...statistics.map(([, tensor]) => tensor),
];

/** The index of the last operation that reads each value. */
const lastReadersOf = ({ operations }: Program): Map<ValueId, number> =>
  new Map(operations.flatMap((operation, index) => sourcesOf(operation).map((id) => [id, index] as const)));
