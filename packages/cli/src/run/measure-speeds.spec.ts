import { expect, it } from '@jest/globals';
import { referenceEngine, type Engine, type Precision, type Session, type SessionOptions } from '@resnet/engine';
import { plainNetwork } from '@resnet/models';
import { cifarRecipe, memberOf } from '@resnet/training';
import { measureSpeeds } from './measure-speeds.js';

/** Every iteration takes a moment, many times as long in f32. */
const engineWith = (precisions: readonly Precision[]) => {
  const measured: string[] = [];
  const engine: Engine = {
    ...referenceEngine,
    ...{ name: 'onednn', precisions },
    createSession: ({ precision, program, batchSize }: SessionOptions) => {
      measured.push(`${program.name} in ${precision}`);
      const milliseconds = precision === 'f32' ? 50 : 1;
      const session: Partial<Session> = {
        memoryBytes: 1e6 * batchSize,
        writeParameters: () => Promise.resolve(),
        trainStep: async () => {
          await new Promise((resolve) => setTimeout(resolve, milliseconds));
          return { loss: 1, errors: 0, top5Errors: 0 };
        },
        close: () => undefined,
      };
      return Promise.resolve(session as Session);
    },
  };
  return { engine, measured: () => [...new Set(measured)] };
};

const [small, large] = [8, 14].map((depth) => memberOf({ network: plainNetwork({ depth }), recipe: cifarRecipe }));
const inF32 = { ...small!, precision: 'f32' } as const;
const measure = (engine: Engine, members = [small!, inF32, large!]) =>
  measureSpeeds({ engine, precision: 'bf16', threads: 1, members });

it('speed is measured once in each precision that members are trained in', async () => {
  const { engine, measured } = engineWith(['bf16', 'f32']);
  const speeds = await measure(engine);
  expect(measured()).toEqual(['plain-8 in bf16', 'plain-8 in f32']);
  expect(speeds.of(large!)).toBe(speeds.of(small!));
  expect(speeds.of(inF32).multiplyAddsPerSecond).toBeLessThan(speeds.of(small!).multiplyAddsPerSecond);
  expect(speeds.text).toMatch(/^[\d.]+ . multiply-adds\/s in bf16, [\d.]+ . multiply-adds\/s in f32 measured$/);
});

it('of a precision that the engine lacks, the speed is another one; of nothing else there is none', async () => {
  const { engine, measured } = engineWith(['bf16']);
  const speeds = await measure(engine);
  expect(measured()).toEqual(['plain-8 in bf16']);
  expect(speeds.of(inF32)).toBe(speeds.of(small!));
  expect(speeds.text).toMatch(/^[\d.]+ . multiply-adds\/s measured$/);
  await expect(measure(engine, [inF32])).rejects.toThrow(
    'engine onednn has bf16 here, and these members are trained in f32: use another engine or another machine',
  );
});
