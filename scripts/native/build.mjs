// Builds the addon of a package, which its native/addon.mjs describes, with the system's C++ compiler: no make, no Python, no
// download. Usage: build.mjs <folder of the package> [folder to build in]
// Exits 0 when it is built, 3 when something is missing (said on standard error), 1 when compiling failed.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const folder = resolve(process.argv[2] ?? '.');
const native = join(folder, 'native');
const out = process.argv[3] ?? join(folder, 'build');
/**
 * `name` of the file, the `library` linked to, with its `header` and the Debian `package` that has both, `what` it is; `flags`
 * of all sources, and `variants`: flags by name of each object that one `source` is compiled to. Set-up reads its `use` and
 * what it says where an addon cannot be built, `without`.
 */
const { default: addon } = await import(pathToFileURL(join(native, 'addon.mjs')).href);
const { name, what, library, header, package: debianPackage, flags: addonFlags = [], variants } = addon;
const target = join(out, `${name}.node`);
const compiler = process.env.CXX ?? 'g++';
const moreFlags = (process.env.CXXFLAGS ?? '').split(' ').filter(Boolean);

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
if (!compiles(`#include <${header}>\n`)) {
  missing(`${what} was not found (its header ${header}). On Debian or Ubuntu: apt-get install ${debianPackage}`);
}

const includes = [require('node-api-headers').include_dir, require('node-addon-api').include_dir];
const flags = [
  '-std=c++17',
  '-O3',
  '-fPIC',
  '-Wall',
  '-Wextra',
  '-DNAPI_CPP_EXCEPTIONS',
  '-DNAPI_VERSION=8',
  ...addonFlags,
  ...moreFlags,
  '-I',
  native,
  ...includes.flatMap((include) => ['-isystem', include]),
];

const files = readdirSync(native, { recursive: true });

/** Every object file: its name, its source and its own flags. */
const objects = [
  ...files
    .filter((file) => file.endsWith('.cc') && file !== variants?.source)
    .map((file) => ({ name: file.replaceAll('/', '-'), source: join(native, file), own: [] })),
  ...Object.entries(variants?.flags ?? {}).map(([variant, own]) => ({
    name: `${basename(variants.source, '.cc')}-${variant}.cc`,
    source: join(native, variants.source),
    own,
  })),
];

const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);
const headers = files.filter((file) => file.endsWith('.h') || file.endsWith('.mjs')).map((file) => join(native, file));
const newestHeader = Math.max(...[import.meta.filename, ...headers].map(changed));

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
      ...addonFlags,
      ...moreFlags,
      ...objects.map(objectFile),
      `-l${library}`,
      '-o',
      temporary,
    ]);
    renameSync(temporary, target);
  }
  console.log(`${name}: ${stale.length === 0 ? 'up to date' : 'built'}`);
} catch (error) {
  console.error(error.stderr ?? error.message);
  process.exit(1);
}
