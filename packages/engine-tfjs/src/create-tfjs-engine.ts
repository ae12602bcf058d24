import * as tf from '@tensorflow/tfjs';
import { attempt, checkSessionOptions, type Engine, type SessionOptions } from '@resnet/engine';
import { openBackend, tfjsBackends, type OpenBackend, type TfjsBackend } from './backend.js';
import { memoryBytes } from './memory-bytes.js';
import { TfjsSession } from './tfjs-session.js';

export interface TfjsEngineOptions {
  /** The best one that works where not given. */
  readonly backend?: TfjsBackend;
}

/**
 * The engine over TensorFlow.js, in f32, on the backend asked for or the best of this machine. Its description says why
 * the better ones were not taken and how to get one. Rejects with an `Error` where the backend cannot be had.
 */
export const createTfjsEngine = async ({ backend }: TfjsEngineOptions = {}): Promise<Engine> => {
  const { opened, refusals } = await openBest(backend === undefined ? tfjsBackends : [backend]);
  const engine: Engine = {
    name: 'tfjs',
    description: describe(opened, refusals),
    versions: opened.versions,
    precisions: ['f32'],
    createSession: (options) =>
      attempt(() => {
        checkSessionOptions(engine, options);
        checkMemory(opened, options);
        return new TfjsSession(options, opened.registeredName);
      }),
  };
  return engine;
};

/** Throws a `RangeError` for what WebAssembly cannot address. */
const checkMemory = ({ backend }: OpenBackend, options: SessionOptions): void => {
  const needed = memoryBytes(options);
  if (backend !== 'wasm' || needed < wasmAddressSpace) return;
  const [found, limit] = [needed, wasmAddressSpace].map((bytes) => (bytes / 2 ** 30).toFixed(1));
  throw new RangeError(
    `${options.program.name} on ${options.batchSize} images needs ${found} GiB, and the wasm backend has ${limit}: ` +
      'take fewer images or another backend',
  );
};

const wasmAddressSpace = 2 ** 32;

/** The first backend that works, and why each before it does not: `node-gpu: not installed`. */
const openBest = async (
  backends: readonly TfjsBackend[],
): Promise<{ readonly opened: OpenBackend; readonly refusals: readonly string[] }> => {
  const refusals: string[] = [];
  for (const backend of backends) {
    try {
      return { opened: await openBackend(backend), refusals };
    } catch (error) {
      const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
      refusals.push(`${backend}: ${reason}`);
    }
  }
  throw new Error(`TensorFlow.js cannot use ${refusals.join('; ')}. For a native backend: ${installNative}`);
};

const describe = ({ backend }: OpenBackend, refusals: readonly string[]): string => {
  const device = backend === 'node-gpu' && !usesGpu() ? ', which found no GPU and computes on the CPU' : '';
  const taken = `TensorFlow.js ${tf.version.tfjs} on its ${backend} backend${device}`;
  if (refusals.length === 0) return taken;
  return `${taken}; faster ones not taken: ${refusals.join(', ')}; to get one: ${installNative}`;
};

/** Whether the native backend, the current one, has found a GPU: without one it falls back silently. */
const usesGpu = (): boolean =>
  (tf.backend() as unknown as { readonly isUsingGpuDevice?: boolean }).isUsingGpuDevice === true;

/** Without a trace in package.json and the lock file, so that nobody else has to download TensorFlow. */
const installNative = `npm install --no-save @tensorflow/tfjs-node@${tf.version.tfjs} (with an NVIDIA GPU: tfjs-node-gpu)`;
