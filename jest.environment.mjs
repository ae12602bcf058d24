import { runInContext } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/** Not `Date` and the timers, which fake timers replace. */
const builtIns = [
  ...['Array', 'BigInt', 'Boolean', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'RangeError', 'Set'],
  ...['String', 'Symbol', 'TypeError', 'WeakMap', 'ArrayBuffer', 'BigInt64Array', 'DataView', 'Float32Array'],
  ...['Float64Array', 'Int8Array', 'Int16Array', 'Int32Array', 'Uint8Array', 'Uint8ClampedArray', 'Uint16Array'],
  ...['Uint32Array', 'isFinite', 'isNaN', 'parseFloat', 'parseInt'],
];

/**
 * Jest's environment for Node, with what the language has built in found at once. Tests run in a context of `node:vm`, where
 * each use of a global asks an interceptor, which made the tests of TensorFlow.js's plain backend take four times as long. A
 * constant of the same name is found before it.
 *
 * Servers of tests are on this machine: a proxy would not reach them.
 */
export default class BuiltInsFoundAtOnce extends TestEnvironment {
  async setup() {
    await super.setup();
    const constants = builtIns.map((name) => `${name} = globalThis.${name}`).join(', ');
    runInContext(`const ${constants};`, this.getVmContext());
    const { env } = this.global.process;
    env.NO_PROXY = [env.NO_PROXY ?? env.no_proxy, '127.0.0.1', 'localhost'].filter(Boolean).join(',');
  }
}
