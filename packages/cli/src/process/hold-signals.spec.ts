import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { holdSignals } from './hold-signals.js';
import { checkpointSignal, onSignals, stopSignals } from './signals.js';

describe('a process that holds its signals', () => {
  let ends: NodeJS.Signals[];
  let letGo: () => void;
  beforeEach(() => {
    ends = [];
    letGo = holdSignals((signal) => ends.push(signal));
  });
  afterEach(() => letGo());

  it.each(stopSignals)('is ended by %s', (signal) => {
    process.emit(signal);
    expect(ends).toEqual([signal]);
  });

  it('leaves a signal to whoever else listens', () => {
    const heard: NodeJS.Signals[] = [];
    const off = onSignals(stopSignals, (signal) => heard.push(signal));
    for (const signal of stopSignals) process.emit(signal);
    off();
    expect(heard).toEqual(stopSignals);
    expect(ends).toEqual([]);
  });

  it('goes on when a checkpoint is asked for and there is nothing to write', () => {
    process.emit(checkpointSignal);
    expect(ends).toEqual([]);
  });
});
