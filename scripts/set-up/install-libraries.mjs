import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addons } from './addons.mjs';
import { capture, say } from './command.mjs';

const includeFolders = ['/usr/include', '/usr/local/include'];
const succeeds = async (...command) => (await capture(...command)).code === 0;

/** How to become root here without a password being asked for: nothing, `sudo -n`, or null where that cannot be. */
const asRoot = async () => {
  if (process.getuid?.() === 0) return [];
  return (await succeeds('sudo', '-n', 'true')) ? ['sudo', '-n'] : null;
};

/** Installs the libraries that addons lack where this is Debian or Ubuntu and no password is needed. Never fails. */
export const installLibraries = async () => {
  const missing = addons.filter(({ header }) => !includeFolders.some((folder) => existsSync(join(folder, header))));
  if (missing.length === 0) return;
  const sudo = (await succeeds('apt-get', '--version')) ? await asRoot() : null;
  if (sudo === null) return;
  const apt = (...args) => capture(...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', ...args);
  await apt('update');
  for (const { package: debianPackage, what, use } of missing) {
    say(`Installing ${debianPackage} (${what}, for ${use}) with apt-get ...`);
    const { code, output } = await apt('install', '--no-install-recommends', debianPackage);
    if (code !== 0) say(`${debianPackage} could not be installed: ${output.trim().split('\n').at(-1)}`);
  }
};
