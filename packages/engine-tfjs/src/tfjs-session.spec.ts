import { expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { flatten, type Engine, type Session } from '@resnet/engine';
import { initialParameters, paperOptimizer, randomBatch, relativeError, tolerances } from '@resnet/engine/conformance';
import {
  batchNorm,
  conv3x3,
  fullyConnected,
  globalAveragePool,
  maxPool3x3,
  paddedIdentity,
  relu,
  residualNetwork,
  series,
  sum,
} from '@resnet/models';
import { createTfjsEngine } from './index.js';

const wasm = await createTfjsEngine({ backend: 'wasm' });
const cpu = await createTfjsEngine({ backend: 'cpu' });

/** Every kind of operation once. */
const program = flatten({
  name: 'all operations',
  input: { channels: 3, height: 8, width: 8 },
  classes: 10,
  layers: series(
    conv3x3(4),
    maxPool3x3,
    sum(
      series(conv3x3(8, 2), batchNorm, relu),
      paddedIdentity({ width: 8, stride: 2, subsampling: 'average-pooling' }),
    ),
    globalAveragePool,
    fullyConnected(10),
  ),
});
const batchSize = 4;
const batch = randomBatch(program, batchSize, 1);

const createSession = async (engine: Engine): Promise<Session> => {
  const optimizer = { ...paperOptimizer, nesterov: true };
  const session = await engine.createSession({ program, batchSize, precision: 'f32', optimizer });
  await session.writeParameters(initialParameters(program, 2));
  return session;
};

test('a session that computes refuses another call, and to be closed, until it has answered', async () => {
  const session = await createSession(cpu);
  const first = session.predict(batch.images);
  const isComputing = 'this session is computing: await its last call before';
  await expect(session.trainStep(batch, 0.1)).rejects.toThrow(`${isComputing} the next`);
  expect(() => {
    session.close();
  }).toThrow(`${isComputing} close`);
  expect(await first).toHaveLength(batchSize * program.classes);
  await session.trainStep(batch, 0.1);
  session.close();
});

test.each([
  ['wasm', wasm],
  ['cpu', cpu],
])('on %s nothing a session does leaves a tensor behind', async (_, engine) => {
  const before = tf.memory().numTensors;
  const session = await createSession(engine);
  const held = tf.memory().numTensors;
  for (let iteration = 0; iteration < 3; iteration++) {
    await session.trainStep(batch, 0.1);
    await session.gradients(batch);
    await session.updateStatistics(batch.images, 0.5);
    await session.predict(batch.images);
    await session.writeMomentum(await session.readMomentum());
    await session.writeParameters(await session.readParameters());
    expect(tf.memory().numTensors).toBe(held);
  }
  session.close();
  session.close();
  expect(tf.memory().numTensors).toBe(before);
});

test('a refused mini-batch leaves no tensor behind', async () => {
  const session = await createSession(wasm);
  const held = tf.memory().numTensors;
  await expect(session.gradients({ ...batch, labels: Int32Array.of(0, 1, 2, 10) })).rejects.toThrow(RangeError);
  await expect(session.predict(batch.images.subarray(1))).rejects.toThrow(RangeError);
  expect(tf.memory().numTensors).toBe(held);
  session.close();
});

test('sessions on two backends work at the same time', async () => {
  const sessions = [await createSession(wasm), await createSession(cpu)];
  const results = await Promise.all(sessions.map((session) => session.gradients(batch)));
  const [onWasm, onCpu] = results.map(({ gradients }) => gradients);
  for (const [path, gradient] of onWasm!) {
    expect(relativeError(gradient, onCpu!.get(path)!)).toBeLessThan(tolerances.f32.relativeError);
  }
  sessions.forEach((session) => session.close());
});

test('a mini-batch beyond the address space of WebAssembly is refused before anything is allocated', async () => {
  const deep = flatten(residualNetwork({ depth: 1202 }));
  const session = wasm.createSession({ program: deep, batchSize: 128, precision: 'f32', optimizer: paperOptimizer });
  await expect(session).rejects.toThrow(/resnet-1202 on 128 images needs \d+\.\d GiB, and the wasm backend has 4\.0/);
});

test('a session for inference holds its parameters alone, and one for training their momentum too', async () => {
  const tensorsOf = async (purpose: 'training' | 'inference'): Promise<number> => {
    await cpu
      .createSession({ program, batchSize, precision: 'f32', optimizer: paperOptimizer })
      .then((one) => one.close());
    const before = tf.memory().numTensors;
    const session = await cpu.createSession({
      program,
      batchSize,
      precision: 'f32',
      optimizer: paperOptimizer,
      purpose,
    });
    const held = tf.memory().numTensors - before;
    session.close();
    expect(tf.memory().numTensors).toBe(before);
    return held;
  };
  const count = program.parameters.length;
  expect(await tensorsOf('inference')).toBe(count);
  expect(await tensorsOf('training')).toBe(2 * count);
});
