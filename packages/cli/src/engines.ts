import type { Engine, Precision } from '@resnet/engine';
import { UsageError } from './errors.js';
import { listNames } from './suggest.js';

export const engineNames = ['onednn', 'tfjs', 'reference'] as const satisfies readonly Engine['name'][];
export type EngineName = (typeof engineNames)[number];

/** An engine that `bench` may ask for the machine's peak in GFLOP/s (`null` where it has no such arithmetic) and more. */
export interface MeasuringEngine extends Engine {
  readonly measurePeak?: (precision: 'f32' | 'bf16', threads: number) => number | null;
  /** GHz of one thread. */
  readonly measureClock?: () => number;
  /** The same engine with what it builds on left alone: `bench` measures it beside. */
  readonly alone?: Engine;
}

/** An engine that runs here, or in a sentence or two what is missing for it and how to get it. */
export type LoadedEngine = { readonly engine: MeasuringEngine } | { readonly unavailable: string };

export type EngineLoaders = Readonly<Record<EngineName, () => Promise<LoadedEngine>>>;

/** The engines `auto` tries, fastest first. The reference is slow on purpose and runs only when asked for. */
const automatic: readonly EngineName[] = ['onednn', 'tfjs'];

const loadTfjsEngine = async (): Promise<LoadedEngine> => {
  const { createTfjsEngine } = await import('@resnet/engine-tfjs');
  try {
    return { engine: await createTfjsEngine() };
  } catch (error) {
    return { unavailable: error instanceof Error ? error.message : String(error) };
  }
};

/** The concrete engines: the only place of the suite that names them. */
const engineLoaders: EngineLoaders = {
  onednn: async () => (await import('@resnet/engine-onednn')).loadOnednnEngine(),
  tfjs: loadTfjsEngine,
  reference: async () => ({ engine: (await import('@resnet/engine')).referenceEngine }),
};

/** What says how engine onednn would compute a network, on this machine or another. */
export const loadPlanner = () => import('@resnet/engine-onednn');

/** An engine and, in a sentence or two for people, why it was taken and how to get a faster one. */
export interface EngineChoice {
  readonly engine: Engine;
  readonly reason: string;
}

/** The engine asked for, or with `auto` the fastest that runs here. Throws a `UsageError` where none does. */
export const chooseEngine = async (
  wanted: 'auto' | EngineName,
  loaders: EngineLoaders = engineLoaders,
): Promise<EngineChoice> => {
  const missing: string[] = [];
  for (const name of wanted === 'auto' ? automatic : [wanted]) {
    const loaded = await loaders[name]();
    if ('engine' in loaded) return { engine: loaded.engine, reason: reasonFor(wanted, missing) };
    missing.push(loaded.unavailable);
  }
  throw new UsageError(missing.join('; '));
};

const reasonFor = (wanted: 'auto' | EngineName, missing: readonly string[]): string => {
  if (wanted !== 'auto') return 'asked for';
  return ['the fastest that runs here', ...missing].join('; ');
};

/** The engines named, or all that `auto` would try: what `bench` compares. */
export const loadEngines = async (
  names: readonly EngineName[] = automatic,
  loaders: EngineLoaders = engineLoaders,
): Promise<readonly LoadedEngine[]> => Promise.all(names.map((name) => loaders[name]()));

/** The precision asked for, or the engine's first. Throws a `UsageError` for one that it cannot run on this machine. */
export const choosePrecision = (engine: Engine, wanted?: Precision): Precision => {
  const [first] = engine.precisions;
  if (first === undefined) throw new RangeError(`engine ${engine.name} should offer a precision, got none`);
  if (wanted === undefined || engine.precisions.includes(wanted)) return wanted ?? first;
  throw new UsageError(
    `engine ${engine.name} runs ${listNames(engine.precisions)} on this machine, got --precision ${wanted}`,
  );
};
