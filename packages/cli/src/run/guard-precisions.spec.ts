import { expect, it } from '@jest/globals';
import { plainNetwork } from '@resnet/models';
import { cifarRecipe, memberOf } from '@resnet/training';
import { guardPrecisions } from './guard-precisions.js';

const member = (precision?: 'bf16' | 'f32') =>
  memberOf({
    ...{ network: plainNetwork({ depth: 20 }), recipe: cifarRecipe },
    ...(precision === undefined ? {} : { variant: precision, precision }),
  });
const run = (precision?: 'bf16' | 'f32', state: 'finished' | null = null) => ({ state, member: member(precision) });
const engine = { name: 'onednn', precisions: ['f32'] } as const;

it('says before anything is trained which runs an engine cannot train, and how to train the others', () => {
  expect(() => guardPrecisions([run('f32'), run('bf16'), run()], engine)).toThrow(
    'engine onednn has f32 here, and cannot train plain-20/bf16 in bf16: train the others with --only plain-20/f32,plain-20',
  );
  expect(() => guardPrecisions([run('bf16')], engine)).toThrow('use another engine or another machine');
});

it('says nothing of runs that are finished, or in a precision that the engine has', () => {
  guardPrecisions([run('bf16', 'finished'), run('f32'), run()], engine);
  guardPrecisions([run('bf16'), run('f32')], { ...engine, precisions: ['bf16', 'f32'] });
});
