import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** How to reach the npm registry, as pacote names it. */
export interface NpmSettings {
  readonly registry: string;
  readonly proxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
  readonly strictSSL?: boolean;
  readonly ca?: string;
}

/** The part of npm's configuration read here, as `npm config ls --json` prints it. */
interface NpmConfiguration {
  readonly registry: string;
  readonly proxy: string | null;
  readonly 'https-proxy': string | null;
  readonly noproxy: string | readonly string[];
  readonly 'strict-ssl': boolean;
  readonly cafile: string | null;
}

/** What npm itself would use here, credentials excepted: pacote reads no `.npmrc`, so npm is asked. */
export async function npmSettings(): Promise<NpmSettings> {
  const shell = process.platform === 'win32';
  // Inside a workspace package the command refuses to run without the last word.
  const { stdout } = await promisify(execFile)('npm', ['config', 'ls', '--json', '--workspaces=false'], { shell });
  const found = JSON.parse(stdout) as NpmConfiguration;
  return {
    registry: found.registry,
    strictSSL: found['strict-ssl'],
    noProxy: [found.noproxy].flat().join(','),
    ...(found.proxy && { proxy: found.proxy }),
    ...(found['https-proxy'] && { httpsProxy: found['https-proxy'] }),
    ...(found.cafile && { ca: await readFile(found.cafile, 'utf8') }),
  };
}
