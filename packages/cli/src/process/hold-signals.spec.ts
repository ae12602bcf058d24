import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { holdSignals } from './hold-signals.js';
import { checkpointSignal, onSignals, stopSignals } from './signals.js';

describe('a process that holds its signals', () => {
  let exits: number[];
  let letGo: () => void;
  beforeEach(() => {
    exits = [];
    letGo = holdSignals((code) => exits.push(code));
  });
  afterEach(() => letGo());

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGUSR1', 138],
  ] as const)('is ended by %s with exit code %i', (signal, code) => {
    process.emit(signal);
    expect(exits).toEqual([code]);
  });

  it('leaves a signal to whoever else listens', () => {
    const heard: NodeJS.Signals[] = [];
    const off = onSignals(stopSignals, (signal) => heard.push(signal));
    for (const signal of stopSignals) process.emit(signal);
    off();
    expect(heard).toEqual(stopSignals);
    expect(exits).toEqual([]);
  });

  it('goes on when a checkpoint is asked for and there is nothing to write', () => {
    process.emit(checkpointSignal);
    expect(exits).toEqual([]);
  });
});
