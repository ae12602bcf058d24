import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { flatten, type Session } from '@resnet/engine';
import { paperOptimizer, randomBatch } from '@resnet/engine/conformance';
import { residualNetwork } from '@resnet/models';
import { loadOnednnEngine } from './onednn-engine.js';

const loaded = loadOnednnEngine();
const program = flatten(residualNetwork({ depth: 20 }));
const batchSize = 128;
const batch = randomBatch(program, batchSize, 1);
const isComputing = 'this session is computing: await its last call before';

(('unavailable' in loaded ? describe.skip : describe) as typeof describe)('while a session computes', () => {
  let session: Session;
  beforeEach(async () => {
    if ('unavailable' in loaded) throw new Error(loaded.unavailable);
    const options = { program, batchSize, precision: 'f32', threads: 1, optimizer: paperOptimizer } as const;
    session = await loaded.engine.createSession(options);
  });
  afterEach(() => {
    session.close();
  });

  test('timers fire', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await session.trainStep(batch, 0.1);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(2);
  });

  test.each<[string, (session: Session) => Promise<unknown>]>([
    ['trainStep', () => session.trainStep(batch, 0.1)],
    ['gradients', () => session.gradients(batch)],
    ['updateStatistics', () => session.updateStatistics(batch.images, 0.1)],
    ['predict', () => session.predict(batch.images)],
    ['readParameters', () => session.readParameters()],
    ['writeMomentum', () => session.writeMomentum(new Map())],
  ])('%s is refused, and works afterwards', async (_, call) => {
    const first = session.trainStep(batch, 0.1);
    await expect(call(session)).rejects.toThrow(`${isComputing} the next`);
    expect((await first).loss).toBeGreaterThan(0);
    await call(session);
  });

  test('it is not closed', async () => {
    const first = session.predict(batch.images);
    expect(() => {
      session.close();
    }).toThrow(`${isComputing} close`);
    expect(await first).toHaveLength(batchSize * program.classes);
  });

  test('another session takes its turn', async () => {
    if ('unavailable' in loaded) throw new Error(loaded.unavailable);
    const options = { program, batchSize, precision: 'f32', threads: 1, optimizer: paperOptimizer } as const;
    const other = await loaded.engine.createSession(options);
    const [one, two] = await Promise.all([session.gradients(batch), other.gradients(batch)]);
    expect(one.gradients).toEqual(two.gradients);
    other.close();
  });
});
