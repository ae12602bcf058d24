import { execFileSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { repeatCommand, shellWord } from './repeat-command.js';

it('a command is repeated as it was typed, without what is so by default', () => {
  expect(repeatCommand({ experiment: 'cifar10/figure-6', engine: 'auto', out: 'runs', again: false })).toBe(
    'npx resnet run cifar10/figure-6',
  );
  expect(
    repeatCommand({
      ...{ experiment: './my experiment.ts', budget: 'quick', only: ['resnet-20', 'plain-20'], seeds: [1, 2] },
      ...{
        engine: 'tfjs',
        precision: 'f32',
        threads: 2,
        groupsAtOnce: 4,
        cache: '/data',
        out: 'elsewhere',
        again: true,
        fresh: true,
      },
    }),
  ).toBe(
    "npx resnet run './my experiment.ts' --budget quick --only resnet-20,plain-20 --seeds 1,2 --engine tfjs --precision f32 --threads 2 --groups-at-once 4 --cache /data --out elsewhere --again --fresh",
  );
});

it.each(["it's", 'a b', '$HOME', 'resnet-20/wider', '*'])('a shell reads %s back', (word) => {
  expect(execFileSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })).toBe(word);
});
