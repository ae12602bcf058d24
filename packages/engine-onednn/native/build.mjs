// Builds the addon with the system's C++ compiler: no make, no Python, no download.
// Usage: build.mjs [folder to build in]
// Exits 0 when it is built, 3 when something is missing (said on standard error), 1 when compiling failed.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const native = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(native, '..', 'build');
const target = join(out, 'resnet_onednn.node');
const compiler = process.env.CXX ?? 'g++';

const missing = (text) => {
  console.error(text);
  process.exit(3);
};

const compiles = (source) => {
  try {
    execFileSync(compiler, ['-x', 'c++', '-E', '-o', '/dev/null', '-'], {
      input: source,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    return true;
  } catch {
    return false;
  }
};

if (!compiles('')) missing(`The C++ compiler ${compiler} was not found. On Debian or Ubuntu: apt-get install g++`);
if (!compiles('#include <dnnl.hpp>\n')) {
  missing('oneDNN was not found (its header dnnl.hpp). On Debian or Ubuntu: apt-get install libdnnl-dev');
}

const includes = [require('node-api-headers').include_dir, require('node-addon-api').include_dir];
const flags = [
  '-std=c++17',
  '-O3',
  '-fPIC',
  '-fopenmp',
  '-Wall',
  '-Wextra',
  '-Wno-psabi',
  '-Wno-maybe-uninitialized',
  '-DNAPI_CPP_EXCEPTIONS',
  '-DNAPI_VERSION=8',
];
flags.push(
  ...(process.env.CXXFLAGS ?? '').split(' ').filter(Boolean),
  '-I',
  native,
  ...includes.flatMap((folder) => ['-isystem', folder]),
);

const avx512 = ['-mavx512f', '-mavx512bw', '-mavx512vl', '-mavx512dq', '-mfma'];
const instructionSets = {
  portable: [],
  ...(process.arch === 'x64' && {
    avx2: ['-mavx2', '-mfma', '-mf16c'],
    avx512,
    'avx512-bf16': [...avx512, '-mavx512bf16'],
    'amx-bf16': [...avx512, '-mavx512bf16', '-mamx-tile', '-mamx-bf16'],
  }),
};

const files = readdirSync(native, { recursive: true });
/** Compiled once per instruction set. */
const isaSource = join('kernels', 'isa.cc');

/** Every object file: its name, its source and its own flags. */
const objects = [
  ...files
    .filter((file) => file.endsWith('.cc') && file !== isaSource)
    .map((file) => ({ name: file.replaceAll('/', '-'), source: join(native, file), own: [] })),
  ...Object.entries(instructionSets).map(([isa, own]) => ({
    name: `isa-${isa}.cc`,
    source: join(native, isaSource),
    own: [...own, `-DRESNET_ISA_TABLE=kernels_${isa.replace('-', '_')}`, `-DRESNET_ISA_NAME="${isa}"`],
  })),
];

const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);
const headers = files
  .filter((file) => file.endsWith('.h') || file.endsWith('.mjs'))
  .map((file) => changed(join(native, file)));
const newestHeader = Math.max(...headers);

mkdirSync(out, { recursive: true });
const run = promisify(execFile);
const objectFile = ({ name }) => join(out, `${name}.o`);
const stale = objects.filter((object) => changed(objectFile(object)) < Math.max(newestHeader, changed(object.source)));

const compile = async (object) => {
  const temporary = `${objectFile(object)}.${process.pid}`;
  const { stderr } = await run(compiler, [...flags, ...object.own, '-c', object.source, '-o', temporary]);
  process.stderr.write(stderr);
  renameSync(temporary, objectFile(object));
};

try {
  const queue = [...stale];
  const worker = async () => {
    for (let object = queue.shift(); object; object = queue.shift()) await compile(object);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  if (stale.length > 0 || !existsSync(target)) {
    const temporary = `${target}.${process.pid}`;
    await run(compiler, [
      '-shared',
      '-fopenmp',
      ...(process.env.CXXFLAGS ?? '').split(' ').filter(Boolean),
      ...objects.map(objectFile),
      '-ldnnl',
      '-o',
      temporary,
    ]);
    renameSync(temporary, target);
  }
  console.log(`engine-onednn: ${stale.length === 0 ? 'up to date' : 'built'}`);
} catch (error) {
  console.error(error.stderr ?? error.message);
  process.exit(1);
}
