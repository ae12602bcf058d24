import { afterEach, describe, expect, it } from '@jest/globals';
import { exitCodeOf, Interruption } from '../errors.js';
import { checkpointSignal, stopSignals, type StopSignal } from '../process/signals.js';
import { listenForSignals, type SignalListener } from './listen-for-signals.js';

describe('signals during a run', () => {
  let listener: SignalListener;
  afterEach(() => listener.stop());

  const listen = () => {
    const seen = { said: [] as StopSignal[], checkpoints: 0, exits: [] as number[], time: 0 };
    listener = listenForSignals({
      onStop: (signal) => seen.said.push(signal),
      onCheckpoint: () => seen.checkpoints++,
      exit: (code) => seen.exits.push(code),
      now: () => seen.time,
    });
    return seen;
  };

  it.each(stopSignals)('%s aborts with an interruption that names it', (signal) => {
    const seen = listen();
    process.emit(signal);
    expect(listener.signal.reason).toBeInstanceOf(Interruption);
    expect((listener.signal.reason as Interruption).signal).toBe(signal);
    expect(seen).toMatchObject({ said: [signal], exits: [] });
  });

  it('end the process with 130 at a second Ctrl-C', () => {
    const seen = listen();
    process.emit('SIGINT');
    seen.time = 2000;
    process.emit('SIGINT');
    expect(seen).toMatchObject({ said: ['SIGINT'], exits: [130] });
  });

  it('count once where npm passes the same Ctrl-C on', () => {
    const seen = listen();
    process.emit('SIGINT');
    seen.time = 20;
    process.emit('SIGINT');
    expect(seen.exits).toEqual([]);
  });

  it('do not cut the checkpoint short where a scheduler repeats them', () => {
    const seen = listen();
    process.emit('SIGUSR1');
    seen.time = 30_000;
    process.emit('SIGTERM');
    expect(seen).toMatchObject({ said: ['SIGUSR1'], exits: [] });
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
