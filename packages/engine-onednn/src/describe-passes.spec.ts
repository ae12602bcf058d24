import { describe, expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { residualNetwork } from '@resnet/models';
import { describePasses, passesInWords } from './describe-passes.js';

const networks = [
  residualNetwork({ depth: 20, shortcut: 'A' }),
  residualNetwork({ depth: 18, shortcut: 'B' }),
  residualNetwork({ depth: 50, shortcut: 'B' }),
];

describe.each(['amx-bf16', 'avx512-bf16', 'avx2'] as const)('on %s', (isa) => {
  describe.each(['f32', 'bf16'] as const)('in %s', (precision) => {
    test.each(networks)('$name is computed by these passes', (network) => {
      const lines = describePasses(flatten(network), { isa, precision }).map(({ path, operation, passes }) => {
        const { training, inference, backward } = passesInWords(passes);
        return `${path}, ${operation}: ${training} | ${inference} | ${backward}`;
      });
      expect(`\n${lines.join('\n')}\n`).toMatchSnapshot();
    });
  });
});
