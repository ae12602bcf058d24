// Runs on old Nodes too, to say that they are old: nothing here, nor in the scripts that begin with it, is newer than Node 12.
import { readFileSync } from 'fs';

const manifest = new URL('../../../package.json', import.meta.url);

/** What is wrong with a version of Node, in a few sentences, or `null`; `range` as in package.json: `>=20.11`. */
export const nodeProblem = (version, range) => {
  const needed = range.replace(/^>=/, '');
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  const [leastMajor, leastMinor] = needed.split('.').map(Number);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return null;
  return [
    `You need Node ${needed} or later; this is Node ${version.replace(/^v/, '')}.`,
    'Get it from https://nodejs.org/en/download, or with nvm (https://github.com/nvm-sh/nvm): nvm install 22',
    'What apt-get installs on Debian 12 and Ubuntu 24.04 is older.',
  ].join('\n');
};

/** Ends the process where its Node is too old, and says which is needed and how to get it. */
export const checkNode = () => {
  const problem = nodeProblem(process.version, JSON.parse(readFileSync(manifest, 'utf8')).engines.node);
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
};
