import { existsSync } from 'node:fs';
import { capture, say } from './command.mjs';

const headers = ['/usr/include/dnnl.hpp', '/usr/include/oneapi/dnnl/dnnl.hpp', '/usr/local/include/dnnl.hpp'];
const succeeds = async (...command) => (await capture(...command)).code === 0;

/** How to become root here without a password being asked for: nothing, `sudo -n`, or null where that cannot be. */
const asRoot = async () => {
  if (process.getuid?.() === 0) return [];
  return (await succeeds('sudo', '-n', 'true')) ? ['sudo', '-n'] : null;
};

/** Installs oneDNN where it is missing, this is Debian or Ubuntu, and no password is needed. Never fails. */
export const installOneDnn = async () => {
  if (headers.some((header) => existsSync(header))) return;
  const sudo = (await succeeds('apt-get', '--version')) ? await asRoot() : null;
  if (sudo === null) return;
  say('Installing libdnnl-dev (oneDNN, for the fast engine) with apt-get ...');
  const apt = (...args) => capture(...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', ...args);
  await apt('update');
  const { code, output } = await apt('install', '--no-install-recommends', 'libdnnl-dev');
  if (code !== 0) say(`libdnnl-dev could not be installed: ${output.trim().split('\n').at(-1)}`);
};
