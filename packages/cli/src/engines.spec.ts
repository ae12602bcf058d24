import { describe, expect, it } from '@jest/globals';
import { referenceEngine, type Engine } from '@resnet/engine';
import { chooseEngine, choosePrecision, loadEngines, type EngineLoaders } from './engines.js';
import { UsageError } from './errors.js';

const fake = (name: Engine['name'], precisions: Engine['precisions'] = ['f32']): Engine => ({
  ...referenceEngine,
  name,
  precisions,
});

const working: EngineLoaders = {
  onednn: () => Promise.resolve({ engine: fake('onednn', ['bf16', 'f32']) }),
  tfjs: () => Promise.resolve({ engine: fake('tfjs') }),
  reference: () => Promise.resolve({ engine: fake('reference', ['f64']) }),
};
const missing = () => Promise.resolve({ unavailable: 'the oneDNN engine is not built: npm run build' });
const broken = (): Promise<never> => Promise.reject(new Error('must not be loaded'));

describe('chooseEngine', () => {
  it('takes oneDNN where it runs, and loads nothing else', async () => {
    const { engine, reason } = await chooseEngine('auto', { ...working, tfjs: broken, reference: broken });
    expect(engine.name).toBe('onednn');
    expect(reason).toBe('the fastest that runs here');
  });

  it('falls back to TensorFlow.js and says how to get the fast one', async () => {
    const { engine, reason } = await chooseEngine('auto', { ...working, onednn: missing });
    expect(engine.name).toBe('tfjs');
    expect(reason).toBe('the fastest that runs here; the oneDNN engine is not built: npm run build');
  });

  it('takes the reference only when asked for', async () => {
    const none = { ...working, onednn: missing, tfjs: () => Promise.resolve({ unavailable: 'no TensorFlow.js' }) };
    await expect(chooseEngine('auto', none)).rejects.toThrow(
      'the oneDNN engine is not built: npm run build; no TensorFlow.js',
    );
    expect((await chooseEngine('reference', none)).engine.name).toBe('reference');
  });

  it('does not replace an engine that was asked for by another', async () => {
    await expect(chooseEngine('onednn', { ...working, onednn: missing })).rejects.toThrow(UsageError);
  });
});

describe('loadEngines', () => {
  it('loads what auto would try, running or not', async () => {
    const loaded = await loadEngines(undefined, { ...working, onednn: missing, reference: broken });
    expect(loaded).toEqual([await missing(), { engine: expect.objectContaining({ name: 'tfjs' }) }]);
  });
});

describe('choosePrecision', () => {
  it("defaults to the engine's first", () => {
    expect(choosePrecision(fake('onednn', ['bf16', 'f32']))).toBe('bf16');
    expect(choosePrecision(fake('onednn', ['f32']))).toBe('f32');
  });

  it('takes another one that runs here', () => {
    expect(choosePrecision(fake('onednn', ['bf16', 'f32']), 'f32')).toBe('f32');
  });

  it('says what runs here instead', () => {
    expect(() => choosePrecision(fake('onednn', ['f32']), 'bf16')).toThrow(
      'engine onednn runs f32 on this machine, got --precision bf16',
    );
  });
});
