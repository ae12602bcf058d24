import { existsSync } from 'node:fs';
import { capture, say } from './command.mjs';

const libraries = [
  {
    name: 'libdnnl-dev',
    what: 'oneDNN, for the fast engine',
    headers: ['/usr/include/dnnl.hpp', '/usr/include/oneapi/dnnl/dnnl.hpp', '/usr/local/include/dnnl.hpp'],
  },
  {
    name: 'libturbojpeg0-dev',
    what: 'libjpeg-turbo, for photographs',
    headers: ['/usr/include/turbojpeg.h', '/usr/local/include/turbojpeg.h'],
  },
];
const succeeds = async (...command) => (await capture(...command)).code === 0;

/** How to become root here without a password being asked for: nothing, `sudo -n`, or null where that cannot be. */
const asRoot = async () => {
  if (process.getuid?.() === 0) return [];
  return (await succeeds('sudo', '-n', 'true')) ? ['sudo', '-n'] : null;
};

/** Installs what is missing of oneDNN and libjpeg-turbo where this is Debian or Ubuntu and no password is needed. Never fails. */
export const installLibraries = async () => {
  const missing = libraries.filter(({ headers }) => !headers.some((header) => existsSync(header)));
  if (missing.length === 0) return;
  const sudo = (await succeeds('apt-get', '--version')) ? await asRoot() : null;
  if (sudo === null) return;
  const apt = (...args) => capture(...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', ...args);
  await apt('update');
  for (const { name, what } of missing) {
    say(`Installing ${name} (${what}) with apt-get ...`);
    const { code, output } = await apt('install', '--no-install-recommends', name);
    if (code !== 0) say(`${name} could not be installed: ${output.trim().split('\n').at(-1)}`);
  }
};
