import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const hasCompiler = spawnSync('g++', ['--version']).status === 0;
const withCompiler = hasCompiler && process.platform === 'linux' ? test : test.skip;

/** A package whose addon is two functions, and a compiler that notes what it does and links only where it may. */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'addon-'));
  mkdirSync(join(folder, 'native'));
  mkdirSync(join(folder, 'include'));
  write('native/addon.mjs', "export default { name: 'tiny', what: 'A library', library: 'm', header: 'tiny.h' };");
  write('native/one.cc', 'int one() { return 1; }');
  write('native/two.cc', 'int two() { return 2; }');
  write('include/tiny.h', '#define TINY_VERSION 1');
  const script = [
    '#!/bin/sh',
    `case "$*" in *-shared*) echo link >> ${join(folder, 'log')}; test -e ${join(folder, 'no-link')} && exit 1;; esac`,
    `case "$*" in *" -c "*) echo compile >> ${join(folder, 'log')};; esac`,
    `exec g++ -I ${join(folder, 'include')} "$@"`,
  ];
  write('compiler', script.join('\n'));
  chmodSync(join(folder, 'compiler'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file, text) => writeFileSync(join(folder, file), text);

/** What a build says and does: `{ code, said, done }`. */
const build = (env = {}, cwd = process.cwd()) => {
  rmSync(join(folder, 'log'), { force: true });
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'build.mjs'), folder], {
    cwd,
    env: { ...process.env, CXX: join(folder, 'compiler'), CXXFLAGS: '', ...env },
    encoding: 'utf8',
  });
  const log = join(folder, 'log');
  return { code: status, said: stdout, done: existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [] };
};

const built = { code: 0, said: 'tiny: built\n' };
const upToDate = { code: 0, said: 'tiny: up to date\n', done: [] };

withCompiler('an addon is built once, and then only what changed', () => {
  expect(build()).toEqual({ ...built, done: ['compile', 'compile', 'link'] });
  expect(build()).toEqual(upToDate);
  write('native/two.cc', 'int two() { return 3; }');
  expect(build()).toEqual({ ...built, done: ['compile', 'link'] });
});

withCompiler('a build from another working directory finds it up to date', () => {
  build();
  expect(build({}, folder)).toEqual(upToDate);
});

withCompiler('an addon that could not be linked is linked by the next build', () => {
  build();
  write('native/two.cc', 'int two() { return 3; }');
  write('no-link', '');
  expect(build()).toMatchObject({ code: 1, done: ['compile', 'link'] });
  rmSync(join(folder, 'no-link'));
  expect(build()).toEqual({ ...built, done: ['link'] });
  expect(build()).toEqual(upToDate);
});

withCompiler('an addon is linked again without a source that is gone', () => {
  build();
  rmSync(join(folder, 'native/two.cc'));
  expect(build()).toEqual({ ...built, done: ['link'] });
  expect(build()).toEqual(upToDate);
});

withCompiler('other flags and another version of the library compile everything again', () => {
  build();
  expect(build({ CXXFLAGS: '-DMORE' })).toEqual({ ...built, done: ['compile', 'compile', 'link'] });
  expect(build()).toEqual({ ...built, done: ['compile', 'compile', 'link'] });
  write('include/tiny.h', '#define TINY_VERSION 2');
  expect(build()).toEqual({ ...built, done: ['compile', 'compile', 'link'] });
  expect(build()).toEqual(upToDate);
});

withCompiler('a compiler may have words before it, and be said to be none', () => {
  expect(build({ CXX: `env ${join(folder, 'compiler')}` })).toMatchObject(built);
  expect(build({ CXX: `env ${join(folder, 'compiler')}` })).toEqual(upToDate);
  write('compiler', '#!/bin/sh\nexit 1');
  expect(build({ CXX: '' }).code).toBe(3);
});
