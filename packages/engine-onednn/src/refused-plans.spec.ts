import { describe, expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { paperOptimizer } from '@resnet/engine/conformance';
import { batchNorm, conv3x3, fullyConnected, globalAveragePool, plainNetwork, relu, series } from '@resnet/models';
import { loadBinding } from './binding.js';
import { onednnTrust } from './onednn-trust.js';
import { planSession, type Plan, type PlannedOperation } from './plan.js';

const loaded = loadBinding();

const plan = planSession({
  program: flatten({
    ...plainNetwork({ depth: 20 }),
    layers: series(conv3x3(5), batchNorm, relu, conv3x3(5), batchNorm, relu, globalAveragePool, fullyConnected(10)),
  }),
  ...{ batchSize: 2, threads: 1, precision: 'f32', optimized: true, isa: 'portable', trust: onednnTrust('2.6.3') },
  optimizer: paperOptimizer,
});

const open = (changed: Plan) => {
  if (!('binding' in loaded)) throw new Error(loaded.unavailable);
  return new loaded.binding.NativeSession(changed);
};

/** The same operations, the one at `place` with other passes. */
const withPasses = (operations: readonly PlannedOperation[], place: number, other: object) =>
  operations.map((operation, i) =>
    i === place ? { ...operation, passes: { ...operation.passes, ...other } } : operation,
  );

const start = (place: number, other: object) =>
  open({ ...plan, operations: withPasses(plan.operations, place, other) });

describe('the addon refuses a plan', () => {
  const declare = 'binding' in loaded ? test : test.skip;
  const first = 0;
  const convolution = 2;
  const normalization = 3;

  declare('but not the one that TypeScript makes', () => {
    expect(() => {
      start(convolution, {}).close();
    }).not.toThrow();
  });

  declare('of a convolution that no kernel of our own computes', () => {
    expect(() => start(convolution, { forward: { by: 'own', training: [], inference: [] } })).toThrow(
      /no kernel of our own for [\w-]+ computes a 3x3 convolution of 5 to 5 channels on 32x32 with stride 1/,
    );
  });

  declare('of work that oneDNN does not do', () => {
    const forward = { by: 'onednn', training: ['take-statistics'], inference: [] };
    expect(() => start(convolution, { forward })).toThrow('only our own kernels work for normalizations');
  });

  declare('of an input that is made for one gradient and not for both', () => {
    const forward = { by: 'own', training: ['make-src'], inference: [] };
    expect(() => start(first, { forward })).toThrow('made by one pass for both gradients too');
  });

  declare.each([
    ['training', 'statistics are taken once'],
    ['inference', 'an output is written, or made by what reads it'],
    ['backward', 'the gradient of an input is written, or made by what reads it'],
  ])('of work that nobody does in %s', (phase, rule) => {
    expect(() => start(normalization, { [phase]: [] })).toThrow(rule);
  });

  const ofWeights = { computes: 'weight-gradient', by: 'onednn', inPassing: [] };
  const ofData = { computes: 'data-gradient', by: 'onednn', inPassing: [] };
  declare.each([
    ['without a gradient', convolution, []],
    ['without the gradient of its input', convolution, [ofWeights]],
    ['with a gradient twice', convolution, [ofWeights, ofData, ofData]],
    ['with a gradient of the image', first, [ofWeights, ofData]],
  ])('of a convolution %s', (_, place, backward) => {
    expect(() => start(place, { backward })).toThrow('a convolution has one pass for both gradients, or');
  });

  const mask = ['mask-src-gradient'];
  /** The first normalization leaves the mask to what reads it. */
  const unmasked = withPasses(plan.operations, 1, { backward: ['src-gradient'] });

  declare('of a gradient of weights that masks that of the input', () => {
    const backward = [{ ...ofWeights, by: 'own', inPassing: mask }, ofData];
    const operations = withPasses(unmasked, convolution, { backward });
    expect(() => open({ ...plan, operations })).toThrow('the gradient of weights alone does no work');
  });

  declare('of two convolutions that mask the gradient of one value', () => {
    const values = [...plan.values, { channels: 5, height: 32, width: 32 }];
    const twin = { ...plan.operations[convolution], dst: plan.values.length };
    const sum = { ...plan.operations[normalization], addend: twin.dst };
    const parts = [...unmasked.slice(0, normalization), twin, sum, ...plan.operations.slice(normalization + 1)];
    const backward = [ofWeights, { ...ofData, by: 'own', inPassing: mask }];
    const masked = withPasses(parts as PlannedOperation[], convolution, { backward });
    const operations = withPasses(masked, convolution + 1, { backward });
    expect(() => open({ ...plan, values, operations })).toThrow('a gradient is masked once');
  });

  const declareInF32 = 'binding' in loaded && !loaded.binding.hasBf16 ? test : test.skip;
  declareInF32('in bf16 where the processor has no bf16 arithmetic', () => {
    expect(() => open({ ...plan, precision: 'bf16' })).toThrow(/no bf16 arithmetic on [\w-]+: .* in f32$/);
  });

  declare('that normalizes an output which another operation reads too', () => {
    const forward = { by: 'own', training: [], inference: ['normalize-dst'] };
    const addend = plan.operations[convolution]?.dst;
    const operations = plan.operations.map((operation, i) =>
      i === normalization ? { ...operation, addend } : operation,
    );
    const changed = { ...plan, operations: withPasses(operations, convolution, { forward }) };
    expect(() => open(changed)).toThrow('only the normalization that alone reads it');
  });

  declare('of a value that nothing reads', () => {
    const [read] = plan.operations.slice(normalization);
    const values = [...plan.values, { channels: 5, height: 32, width: 32 }];
    const unread = { ...read, kind: 'pointwise', dst: plan.values.length } as PlannedOperation;
    expect(() => open({ ...plan, values, operations: [...plan.operations, unread] })).toThrow(
      'every value must be read by a later operation',
    );
  });

  declare('of names that it does not know', () => {
    const forward = { by: 'luck', training: [], inference: [] };
    expect(() => start(convolution, { forward })).toThrow('unknown maker of a pass luck');
    expect(() => start(normalization, { training: ['nap'] })).toThrow('unknown work nap in training');
  });
});
