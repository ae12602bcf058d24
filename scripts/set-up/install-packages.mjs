import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, root, say } from './command.mjs';
import { missingPackages } from './missing-packages.mjs';

/** npm writes this last: without it an installation was cut short. */
const record = join(root, 'node_modules/.package-lock.json');

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** What npm has recorded; nothing where the record is missing or torn. */
const readRecord = () => {
  try {
    return readJson(record);
  } catch {
    return { packages: {} };
  }
};

/** Of a Linux the C library that its Node was linked with; elsewhere there is no choice. */
const libc = () => {
  if (process.platform !== 'linux') return null;
  return process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
};

/** What is there is compared with the lock by content: clocks jump, and an installation may have been partial from the start. */
const upToDate = () => {
  const machine = { os: process.platform, cpu: process.arch, libc: libc() };
  const lock = readJson(join(root, 'package-lock.json'));
  const exists = (path) => existsSync(join(root, path));
  return missingPackages({ lock, installed: readRecord(), machine, exists }).length === 0;
};

/** Nothing is left out, whatever NODE_ENV and npm's configuration say: development tools build the suite. */
const everything = ['dev', 'optional', 'peer'].map((kind) => `--include=${kind}`);

/** Installs what the lock names, where that is not what is there. */
export const installPackages = async () => {
  if (upToDate()) return;
  say('Installing packages from the npm registry ...');
  await mustRun('npm', 'ci', '--no-fund', '--no-audit', ...everything);
};
