import { afterEach, describe, expect, it } from '@jest/globals';
import { exitCodeOf, Interruption } from '../errors.js';
import { checkpointSignal, stopSignals, type StopSignal } from '../process/signals.js';
import { listenForSignals, type SignalListener } from './listen-for-signals.js';

describe('signals during a run', () => {
  let listener: SignalListener;
  afterEach(() => listener.stop());

  const listen = () => {
    const seen = { said: [] as StopSignal[], checkpoints: 0, ends: [] as StopSignal[], time: 0 };
    listener = listenForSignals({
      onStop: (signal) => seen.said.push(signal),
      onCheckpoint: () => seen.checkpoints++,
      end: (signal) => seen.ends.push(signal),
      now: () => seen.time,
    });
    return seen;
  };

  it.each(stopSignals)('%s aborts with an interruption that names it', (signal) => {
    const seen = listen();
    process.emit(signal);
    expect(listener.signal.reason).toBeInstanceOf(Interruption);
    expect((listener.signal.reason as Interruption).signal).toBe(signal);
    expect(seen).toMatchObject({ said: [signal], ends: [] });
  });

  it('end the process at a second Ctrl-C', () => {
    const seen = listen();
    process.emit('SIGINT');
    seen.time = 2000;
    process.emit('SIGINT');
    expect(seen).toMatchObject({ said: ['SIGINT'], ends: ['SIGINT'] });
  });

  it('count once where npm passes the same Ctrl-C on', () => {
    const seen = listen();
    process.emit('SIGINT');
    seen.time = 20;
    process.emit('SIGINT');
    expect(seen.ends).toEqual([]);
  });

  it('do not cut the checkpoint short where a scheduler repeats them', () => {
    const seen = listen();
    process.emit('SIGUSR1');
    seen.time = 30_000;
    process.emit('SIGTERM');
    expect(seen).toMatchObject({ said: ['SIGUSR1'], ends: [] });
    expect(exitCodeOf(listener.signal.reason)).toBe(138);
  });

  it('ask for a checkpoint without stopping by SIGUSR2', () => {
    const seen = listen();
    expect(listener.takeCheckpointRequest()).toBe(false);
    process.emit(checkpointSignal);
    expect(seen.checkpoints).toBe(1);
    expect(listener.takeCheckpointRequest()).toBe(true);
    expect(listener.takeCheckpointRequest()).toBe(false);
    expect(listener.signal.aborted).toBe(false);
  });
});
