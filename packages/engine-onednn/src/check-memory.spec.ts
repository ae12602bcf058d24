import { describe, expect, test } from '@jest/globals';
import { flatten, memoryLimit } from '@resnet/engine';
import { paperOptimizer } from '@resnet/engine/conformance';
import { residualNetwork } from '@resnet/models';
import { checkMemory } from './check-memory.js';
import { loadOnednnEngine } from './onednn-engine.js';

const GiB = 2 ** 30;

test('a session that needs more memory than there is is refused with both numbers', () => {
  const need = { name: 'resnet-1202', batchSize: 128, bytes: 40.25 * GiB };
  expect(() => {
    checkMemory(need, 16 * GiB);
  }).toThrow(
    new RangeError(
      'resnet-1202 on mini-batches of 128 needs 40.3 GiB of memory, and this machine has 16.0 GiB: ' +
        'take a smaller mini-batch or another machine',
    ),
  );
  expect(() => {
    checkMemory(need, 41 * GiB);
  }).not.toThrow();
});

test('one that computes several statistics groups at once is told to compute fewer', () => {
  const need = { name: 'resnet-152', batchSize: 256, groupsAtOnce: 8, bytes: 21.18 * GiB };
  expect(() => {
    checkMemory(need, 16 * GiB);
  }).toThrow(
    'resnet-152 on 8 statistics groups at once needs 21.2 GiB of memory, and this machine has 16.0 GiB: ' +
      'compute fewer than 8 groups at once (`--groups-at-once` of `resnet run`), or take another machine',
  );
});

const loaded = loadOnednnEngine();

(('unavailable' in loaded ? describe.skip : describe) as typeof describe)('a session of the oneDNN engine', () => {
  const program = flatten(residualNetwork({ depth: 20 }));
  const create = (batchSize: number, statisticsGroup = batchSize) => {
    if ('unavailable' in loaded) throw new Error(loaded.unavailable);
    return loaded.engine.createSession({
      ...{ program, batchSize, statisticsGroup, precision: 'f32', threads: 2, optimizer: paperOptimizer },
    });
  };

  test('takes no memory before it is used', async () => {
    const before = process.memoryUsage.rss();
    const session = await create(1024);
    expect(session.memoryBytes).toBeGreaterThan(GiB);
    expect(process.memoryUsage.rss() - before).toBeLessThan(0.25 * GiB);
    session.close();
  });

  test('is refused where the system has no address for so much', async () => {
    await expect(create(2 ** 33)).rejects.toThrow('in one piece, which the system refuses');
  });

  test('is refused where it needs more than the machine has', async () => {
    const session = await create(128);
    const bytesPerImage = session.memoryBytes / 128;
    session.close();
    const tooMany = Math.ceil(memoryLimit() / bytesPerImage);
    await expect(create(2 * tooMany)).rejects.toThrow(/^resnet-20.* needs .* GiB/);
    await expect(create(2 * tooMany, tooMany)).rejects.toThrow(
      'compute fewer than 2 groups at once (`--groups-at-once`',
    );
  });
});
