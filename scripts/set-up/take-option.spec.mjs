import { expect, test } from '@jest/globals';
import { takeOption } from './take-option.mjs';

test('an option is taken out of the arguments in either form', () => {
  const rest = ['--budget', 'short'];
  expect(takeOption(['--budget', '--cache', 'data', 'short'], '--cache')).toEqual({ value: 'data', rest });
  expect(takeOption(['--cache=data', '--budget', 'short'], '--cache')).toEqual({ value: 'data', rest });
  expect(takeOption(rest, '--cache')).toEqual({ value: undefined, rest });
});

test.each([[['--cache']], [['--cache', '--budget', 'short']], [['--cache=']]])(
  'an option without a value is refused: %j',
  (args) => {
    expect(() => takeOption(args, '--cache')).toThrow('expected a folder after --cache, got nothing');
  },
);
