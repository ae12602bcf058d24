import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Precision } from '@resnet/engine';
import { countParameters, type Network } from '@resnet/models';
import { UsageError } from '../errors.js';
import type { BenchOptions } from './bench-options.js';
import { startPython } from './python-child.js';
import { pytorchEnvironment } from './pytorch-environment.js';
import type { Side } from './side.js';

const script = fileURLToPath(new URL('../../bench/pytorch.py', import.meta.url));

/** How to get PyTorch where no Python has it. */
export const pytorchAdvice = 'no python3 here can import torch: to compare, apt-get install python3-torch';

/** A Python that can import torch: the one given, else `python3` or Debian's; `null` where neither can. */
export const findPython = async (given: string | undefined): Promise<string | null> => {
  for (const python of given === undefined ? ['python3', '/usr/bin/python3'] : [given]) {
    if (await canImportTorch(python)) return python;
  }
  if (given !== undefined) throw new UsageError(`--python: expected a Python that can import torch, got ${given}`);
  return null;
};

const canImportTorch = async (python: string): Promise<boolean> =>
  promisify(execFile)(python, ['-c', 'import torch']).then(
    () => true,
    () => false,
  );

/**
 * The long-lived child that runs PyTorch: its version and one side for each precision and memory format, eager and
 * compiled.
 */
export interface PyTorch {
  readonly version: string;
  readonly sides: readonly Side[];
}

interface Greeting {
  readonly torch: string;
  readonly parameters: number;
  readonly variants: readonly string[];
  /** Why nothing is compiled; `null` where it is. */
  readonly eagerOnly: string | null;
}

export interface PyTorchOptions {
  /** One that can import torch. */
  readonly python: string;
  readonly network: Network;
  /** The instruction set it is held to; `null` for all that the processor has. */
  readonly isa: string | null;
  readonly options: Omit<BenchOptions, 'precisions'> & { readonly precisions: readonly Precision[] };
}

/** Starts PyTorch on the same network. Throws where its network has not as many parameters as ours. */
export const startPyTorch = async ({ python, network, isa, options }: PyTorchOptions): Promise<PyTorch> => {
  const environment = pytorchEnvironment(isa);
  const child = startPython({ python, script, args: childArguments(network, options), environment });
  const { torch, parameters, variants, eagerOnly } = (await child.nextAnswer()) as Greeting;
  if (eagerOnly !== null) console.error(`PyTorch is measured without torch.compile: ${eagerOnly}`);
  const expected = countParameters(network);
  if (parameters !== expected) {
    child.close();
    throw new Error(`PyTorch's ${network.name} should have ${expected} parameters as ours has, got ${parameters}`);
  }
  const sides = variants.map((variant) => ({
    name: `PyTorch ${variant}`,
    kind: 'pytorch' as const,
    precision: variant.startsWith('bf16') ? ('bf16' as const) : ('f32' as const),
    measure: async (iterations: number) => {
      child.ask({ variant, iterations });
      return ((await child.nextAnswer()) as { readonly seconds: readonly number[] }).seconds;
    },
    close: child.close,
  }));
  return { version: torch, sides };
};

const childArguments = (
  { name, dataset, shortcut }: Network,
  { batch, threads, precisions, evaluation }: PyTorchOptions['options'],
): string[] => [
  ...['--network', name, '--dataset', dataset],
  ...(shortcut === null ? [] : ['--option', shortcut]),
  ...['--batch', String(batch), '--threads', String(threads)],
  // Lower precision is an offer, not a duty: f32 stands for PyTorch's best beside bf16 too.
  ...['--precisions', precisions.includes('bf16') ? 'f32,bf16' : 'f32'],
  ...(evaluation ? ['--evaluation'] : []),
];
