// The engine's tests with AddressSanitizer and UndefinedBehaviorSanitizer compiled into the addon: npm run sanitize
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const here = import.meta.dirname;
const out = join(here, 'build', 'sanitized');
const compiler = process.env.CXX ?? 'g++';
const library = (name) => execFileSync(compiler, [`-print-file-name=${name}`], { encoding: 'utf8' }).trim();
const run = (args, env) =>
  execFileSync(process.execPath, args, { cwd: here, stdio: 'inherit', env: { ...process.env, ...env } });

run(['native/build.mjs', out], {
  CXXFLAGS: '-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined',
});
// The sanitizers must be there before Node is; what Node and jest leave behind at exit is not ours to count.
run(['--experimental-vm-modules', join(here, '../../node_modules/jest/bin/jest.js'), '--runInBand', 'onednn-engine'], {
  LD_PRELOAD: ['libasan.so', 'libubsan.so'].map(library).join(' '),
  ASAN_OPTIONS: 'detect_leaks=0',
  UBSAN_OPTIONS: 'print_stacktrace=1',
  RESNET_ADDON: join(out, 'resnet_onednn.node'),
});
