import { fileURLToPath } from 'node:url';

/** What a worker thread runs, and the options of Node that it takes to run it. */
export interface WorkerScript {
  readonly filename: string;
  readonly execArgv: string[];
}

const here = import.meta.url;

/** The worker's built script; from sources, in tests, TypeScript that the thread compiles as jest compiles this file. */
export const photoWorkerScript = (): WorkerScript =>
  here.endsWith('.ts')
    ? { filename: pathBeside('./photo-worker.ts'), execArgv: ['--import', fromSources, '--conditions=@resnet/source'] }
    : { filename: pathBeside('./photo-worker.js'), execArgv: [] };

const pathBeside = (name: string): string => fileURLToPath(new URL(name, here));

const fromSources = new URL('../../../../../scripts/run-sources/register.mjs', here).href;
