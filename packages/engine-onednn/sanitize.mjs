// Layers of the engine's tests with AddressSanitizer and UndefinedBehaviorSanitizer compiled into the addon, for the
// best instruction set of this machine and for AVX2: npm run sanitize
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const out = join(here, 'build', 'sanitized');
const addon = join(out, 'resnet_onednn.node');
const compiler = process.env.CXX ?? 'g++';
const library = (name) => execFileSync(compiler, [`-print-file-name=${name}`], { encoding: 'utf8' }).trim();
const environment = {
  ...process.env,
  // The sanitizers must be there before Node is; what Node and jest leave behind at exit is not ours to count.
  LD_PRELOAD: ['libasan.so', 'libubsan.so'].map(library).join(' '),
  ASAN_OPTIONS: 'detect_leaks=0',
  UBSAN_OPTIONS: 'print_stacktrace=1',
  RESNET_ADDON: addon,
};

execFileSync(process.execPath, [join(here, '../../scripts/native/build.mjs'), here, out], {
  cwd: here,
  stdio: 'inherit',
  env: {
    ...process.env,
    CXXFLAGS: '-O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined',
  },
});

const jest = join(here, '../../node_modules/jest/bin/jest.js');
const test = async (pattern, more) => {
  const args = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    '--runInBand',
    '--verbose=false',
  ];
  const env = { ...environment, ...more };
  const options = { cwd: here, maxBuffer: 2 ** 28, env };
  const { stderr } = await promisify(execFile)(process.execPath, [...args, 'onednn-engine', '-t', pattern], options);
  console.log(stderr);
};

/** Mini-batches that threads share unevenly, and whatever our own kernels compute, on sizes that end their tiles early. */
const cases = ['threads', 'of (16|64) channels', 'channels on [1359]x'].join('|');
const hasSlower = execFileSync(process.execPath, ['-p', 'require(process.env.RESNET_ADDON).isas.indexOf("avx2") > 0'], {
  encoding: 'utf8',
  env: environment,
}).startsWith('true');
try {
  await Promise.all([
    test(`(${cases})`, {}),
    ...(hasSlower ? [test(`in f32: .*(${cases})`, { RESNET_ISA: 'avx2' })] : []),
  ]);
} catch (error) {
  console.error(error.stderr ?? error);
  process.exitCode = 1;
}
