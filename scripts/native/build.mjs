// Builds the addon of a package, which its native/addon.mjs describes, with the system's C++ compiler: no make, no Python, no
// download. Usage: build.mjs <folder of the package> [folder to build in]
// Exits 0 when it is built, 3 when something is missing (said on standard error), 1 when compiling failed.
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
const words = (text = '') => text.split(' ').filter(Boolean);
/** It may have words before its own, as `ccache g++`, or flags after it. */
const compiler = words(process.env.CXX || 'g++');
/** What runs it with arguments. */
const compilerWith = (...args) => [compiler[0], [...compiler.slice(1), ...args]];
const moreFlags = words(process.env.CXXFLAGS);

const missing = (text) => {
  console.error(text);
  process.exit(3);
};

/** What the preprocessor makes of a source, its macros too; null where it cannot. */
const preprocessed = (source) => {
  try {
    return execFileSync(...compilerWith('-x', 'c++', '-E', '-dD', '-'), {
      input: source,
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 2 ** 30,
    });
  } catch {
    return null;
  }
};

if (process.platform !== 'linux') missing(`${what} is used on Linux only`);
if (preprocessed('') === null)
  missing(
    `The C++ compiler ${compiler.join(' ')} was not found, or does not run. On Debian or Ubuntu: apt-get install g++`,
  );
const found = preprocessed(`#include <${header}>\n__VERSION__\n`);
if (found === null) {
  missing(`${what} was not found (its header ${header}). On Debian or Ubuntu: apt-get install ${debianPackage}`);
}

// One of them is relative to the working directory, which is not the same for set-up as for Nx.
const includes = ['node-api-headers', 'node-addon-api'].map((name) => resolve(require(name).include_dir));
const flags = [
  '-std=c++17',
  '-O3',
  '-fPIC',
  '-Wall',
  '-Wextra',
  // Those of C++ too become JavaScript's.
  '-DNODE_ADDON_API_CPP_EXCEPTIONS_ALL',
  // A worker thread may be told to end while it computes, and then has nobody left to throw at.
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
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
const newestHeader = Math.max(...headers.map(changed));

mkdirSync(out, { recursive: true });
const run = promisify(execFile);
const objectFile = ({ name }) => join(out, `${name}.o`);

/** Object files of sources that are gone, or compiled otherwise. */
const leftovers = (wanted) =>
  readdirSync(out)
    .filter((file) => file.endsWith('.o'))
    .map((file) => join(out, file))
    .filter((file) => !wanted.map(objectFile).includes(file));

/** What all objects were compiled by and with, beside them: compiler, flags, and the library's headers wherever they are. */
const stampFile = join(out, 'compiled-with.json');
const stamp = JSON.stringify(
  {
    compiler: compiler.join(' '),
    flags,
    headers: createHash('sha256').update(found).digest('hex'),
  },
  null,
  2,
);
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  for (const object of leftovers([])) rmSync(object, { force: true });
  writeFileSync(stampFile, stamp);
}
const stale = objects.filter((object) => changed(objectFile(object)) < Math.max(newestHeader, changed(object.source)));

const compile = async (object) => {
  const temporary = `${objectFile(object)}.${process.pid}`;
  const { stderr } = await run(...compilerWith(...flags, ...object.own, '-c', object.source, '-o', temporary));
  process.stderr.write(stderr);
  renameSync(temporary, objectFile(object));
};

const link = async () => {
  const temporary = `${target}.${process.pid}`;
  const linked = [...addonFlags, ...moreFlags, ...objects.map(objectFile), `-l${library}`];
  await run(...compilerWith('-shared', ...linked, '-o', temporary));
  renameSync(temporary, target);
};

try {
  const queue = [...stale];
  const worker = async () => {
    for (let object = queue.shift(); object; object = queue.shift()) await compile(object);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  // Asked of the files: an earlier build may have been cut short before it linked them.
  const gone = leftovers(objects);
  const isOld = gone.length > 0 || objects.some((object) => changed(objectFile(object)) > changed(target));
  if (isOld) await link();
  for (const object of gone) rmSync(object, { force: true });
  console.log(`${name}: ${isOld ? 'built' : 'up to date'}`);
} catch (error) {
  console.error(error.stderr ?? error.message);
  process.exit(1);
}
