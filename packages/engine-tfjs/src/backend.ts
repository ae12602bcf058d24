import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import { version_wasm } from '@tensorflow/tfjs-backend-wasm';
import { registerWasmKernels } from './wasm-kernels.js';

/** `@tensorflow/tfjs-node-gpu` (CUDA), `@tensorflow/tfjs-node`, WebAssembly, plain JavaScript: the fastest first. */
export const tfjsBackends = ['node-gpu', 'node', 'wasm', 'cpu'] as const;

export type TfjsBackend = (typeof tfjsBackends)[number];

/** A backend that TensorFlow.js has initialized. */
export interface OpenBackend {
  readonly backend: TfjsBackend;
  /** What TensorFlow.js calls it. */
  readonly registeredName: string;
  /** Of what it consists. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Initializes a backend and makes it current. Throws an `Error` whose message says why it cannot be had. */
export const openBackend = async (backend: TfjsBackend): Promise<OpenBackend> => {
  const { registeredName, load } = loaders[backend];
  const versions = await load();
  // TensorFlow.js returns false, rather than throw, where it stays with another one.
  if (!(await tf.setBackend(registeredName))) throw new Error('TensorFlow.js could not initialize it');
  if (backend === 'cpu') swallowBanner();
  return { backend, registeredName, versions: { '@tensorflow/tfjs': tf.version.tfjs, ...versions } };
};

/** Makes an open backend the current one: TensorFlow.js has one at a time for everybody. */
export const useBackend = (registeredName: string): void => {
  // Its promise is for backends still to be initialized: an open one is the current one on return.
  if (tf.getBackend() !== registeredName) void tf.setBackend(registeredName);
  if (tf.getBackend() !== registeredName) throw new Error(`TensorFlow.js has no open backend ${registeredName}`);
};

interface Loader {
  readonly registeredName: string;
  /** Registers the backend and says of what it consists. */
  readonly load: () => Promise<Record<string, string>>;
}

/** An optional peer dependency, which registers itself when it is imported. */
const native = (name: string): Loader => ({
  registeredName: 'tensorflow',
  load: async () => {
    const version = installedVersion(name);
    await import(name);
    return { [name]: version, libtensorflow: libraryVersion() };
  },
});

const installedVersion = (name: string): string => {
  try {
    const manifest = createRequire(import.meta.url)(`${name}/package.json`) as { readonly version: string };
    return manifest.version;
  } catch (error) {
    throw new Error('not installed', { cause: error });
  }
};

/** Of the library that a native package is bound to, which need not be the one it downloads by itself. */
const libraryVersion = (): string => {
  const { binding } = tf.findBackend('tensorflow') as unknown as { readonly binding: { readonly TF_Version: string } };
  return binding.TF_Version;
};

const loaders: Record<TfjsBackend, Loader> = {
  'node-gpu': native('@tensorflow/tfjs-node-gpu'),
  node: native('@tensorflow/tfjs-node'),
  wasm: {
    registeredName: 'wasm',
    load: () => {
      registerWasmKernels();
      return Promise.resolve({ '@tensorflow/tfjs-backend-wasm': version_wasm });
    },
  },
  cpu: { registeredName: 'cpu', load: () => Promise.resolve({}) },
};

/** The plain backend answers its first tensor with a banner that advises another one, unless in production mode. */
const swallowBanner = (): void => {
  const production = tf.env().getBool('PROD');
  tf.env().set('PROD', true);
  tf.scalar(0).dispose();
  tf.env().set('PROD', production);
};
