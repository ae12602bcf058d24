import { describe, expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { plainNetwork, residualNetwork } from '@resnet/models';
import { binaryAdditions } from './binary-additions.js';
import { fuse } from './fuse.js';

const fusedKinds = (network: Parameters<typeof flatten>[0], merging = true): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const operation of fuse(flatten(network), { merging })) {
    const parts =
      operation.kind === 'pointwise'
        ? [operation.normalization && 'norm', operation.addend !== undefined && 'add', operation.relu && 'relu']
        : [];
    const name = [operation.kind, ...parts.filter(Boolean)].join(' ');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

describe('fuse', () => {
  test('leaves one pass after each convolution of a plain network', () => {
    expect(fusedKinds(plainNetwork({ depth: 20 }))).toEqual({
      convolution: 19,
      'pointwise norm relu': 19,
      'global-average-pooling': 1,
      'fully-connected': 1,
    });
  });

  test('leaves every operation a pass of its own where nothing is to be merged', () => {
    expect(fusedKinds(residualNetwork({ depth: 20 }), false)).toEqual({
      convolution: 19,
      'pointwise norm': 19,
      'pointwise add': 9,
      'pointwise relu': 19,
      'padded-identity': 2,
      'global-average-pooling': 1,
      'fully-connected': 1,
    });
  });

  test('merges the addition and the last ReLU of a residual block with the normalization before them', () => {
    expect(fusedKinds(residualNetwork({ depth: 20, shortcut: 'B' }))).toEqual({
      convolution: 21,
      'pointwise norm relu': 10,
      'pointwise norm add relu': 9,
      'pointwise norm': 2,
      'global-average-pooling': 1,
      'fully-connected': 1,
    });
  });

  test('writes every value it reads before', () => {
    const written = new Set([0]);
    const program = flatten(residualNetwork({ depth: 20, shortcut: 'C' }));
    for (const operation of fuse(program, { merging: true })) {
      expect(written).toContain(operation.src);
      if (operation.kind === 'pointwise' && operation.addend !== undefined) expect(written).toContain(operation.addend);
      written.add(operation.dst);
    }
  });
});

describe('binaryAdditions', () => {
  test('chains an addition of three values through a new one', () => {
    const shape = { channels: 1, height: 1, width: 1 };
    const program = {
      ...flatten(plainNetwork({ depth: 20 })),
      values: [shape, shape, shape, shape],
      operations: [{ kind: 'add', path: 'add1', sources: [0, 1, 2], dst: 3 } as const],
    };
    const { values, operations } = binaryAdditions(program);
    expect(values).toHaveLength(5);
    expect(operations).toEqual([
      { kind: 'add', path: 'add1', sources: [0, 1], dst: 4 },
      { kind: 'add', path: 'add1', sources: [4, 2], dst: 3 },
    ]);
  });
});
