import type { Engine, Precision } from '@resnet/engine';
import type { EvaluateFolders } from './evaluate-folders.js';

/** Exact rather than fast: errors of imported networks are compared with those that others state. */
export const exactPrecision = ({ precisions }: Engine): Precision | undefined =>
  precisions.includes('f32') ? 'f32' : undefined;

/**
 * The engine, precision and threads of an evaluation, and says which and why; `usual`: the precision where none is
 * asked for.
 */
export const chooseComputing = async (
  {
    engine: wanted,
    precision: asked,
    threads: askedThreads,
  }: Pick<EvaluateFolders, 'engine' | 'precision' | 'threads'>,
  usual: (engine: Engine) => Precision | undefined,
) => {
  const { chooseEngine, choosePrecision } = await import('../engines.js');
  const { chooseThreads } = await import('../choose-threads.js');
  const { engine, reason } = await chooseEngine(wanted);
  const precision = choosePrecision(engine, asked ?? usual(engine));
  console.error(`engine ${engine.name}, ${precision}: ${engine.description} (${reason})`);
  const threads = chooseThreads(askedThreads);
  return { engine, precision, threads };
};
