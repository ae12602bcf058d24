import { expect, test } from '@jest/globals';
import type { Program } from '../program.js';
import { conformanceCases } from './conformance-cases.js';
import { narrow } from './narrow.js';

const kindsOf = ({ operations }: Program): string[] => operations.map(({ kind }) => kind);
const channelsOf = ({ values, logits }: Program): number[] =>
  values.flatMap(({ channels }, id) => (id === 0 || id === logits ? [] : [channels]));
const sizesOf = ({ values }: Program): string[] => values.map(({ height, width }) => `${height}x${width}`);

const wide = conformanceCases.filter(({ program }) => (channelsOf(program)[0] ?? 0) >= 16);

test('narrow cases are as many, and those of few channels are the same', () => {
  const changed = conformanceCases.filter((conformanceCase) => narrow(conformanceCase) !== conformanceCase);
  expect(changed).toEqual(wide);
  expect(wide.length).toBeGreaterThan(30);
  expect(wide.length).toBeLessThan(conformanceCases.length - 30);
});

test.each(wide)('$name has the same operations and sizes when narrow, and an eighth of the channels', (wideCase) => {
  const { program } = narrow(wideCase);
  expect(kindsOf(program)).toEqual(kindsOf(wideCase.program));
  expect(sizesOf(program)).toEqual(sizesOf(wideCase.program));
  expect(channelsOf(program)).toEqual(channelsOf(wideCase.program).map((count) => (count < 16 ? count : count / 8)));
});
