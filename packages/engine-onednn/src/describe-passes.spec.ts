import { describe, expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { residualNetwork } from '@resnet/models';
import { describePasses, passesInWords } from './describe-passes.js';
import { ownKernels } from './own-kernels.js';

const networks = [
  residualNetwork({ depth: 20, shortcut: 'A' }),
  residualNetwork({ depth: 18, shortcut: 'B' }),
  residualNetwork({ depth: 50, shortcut: 'B' }),
];

const plans = [
  ['amx-bf16', 'bf16'],
  ['avx512-bf16', 'f32'],
  ['avx512-bf16', 'bf16'],
  ['avx2', 'f32'],
] as const;

describe.each(plans)('on %s in %s', (isa, precision) => {
  test.each(networks)('$name is computed by these passes', (network) => {
    const lines = describePasses(flatten(network), { isa, precision }).map(({ path, operation, passes }) => {
      const { training, inference, backward } = passesInWords(passes);
      return `${path}, ${operation}: ${training} | ${inference} | ${backward}`;
    });
    expect(`\n${lines.join('\n')}\n`).toMatchSnapshot();
  });

  test('no kernel of our own computes a pass of fewer images than half of the threads', () => {
    const options = { isa, precision, imagesPerPass: 2, threads: 5 };
    const passes = networks.flatMap((network) => describePasses(flatten(network), options));
    expect(passes.filter((one) => JSON.stringify(one).includes('"own"'))).toEqual([]);
  });
});

test('in f32 all instruction sets with AVX-512 have the same plans', () => {
  const { f32 } = ownKernels['avx512-bf16'];
  expect([ownKernels['amx-bf16'].f32, ownKernels.avx512.f32].every((kernels) => kernels === f32)).toBe(true);
});
