import { afterEach, describe, expect, it } from '@jest/globals';
import { Interruption } from '../errors.js';
import { listenForInterrupts, type InterruptListener } from './listen-for-interrupts.js';

describe('Ctrl-C', () => {
  let listener: InterruptListener;
  afterEach(() => listener.stop());

  const listen = () => {
    const seen = { said: 0, exits: [] as number[], time: 0 };
    listener = listenForInterrupts({
      onInterrupt: () => seen.said++,
      exit: (code) => seen.exits.push(code),
      now: () => seen.time,
    });
    return seen;
  };

  it('aborts with an interruption', () => {
    const seen = listen();
    process.emit('SIGINT');
    expect(listener.signal.reason).toBeInstanceOf(Interruption);
    expect(seen).toMatchObject({ said: 1, exits: [] });
  });

  it('ends the process with 130 the second time', () => {
    const seen = listen();
    process.emit('SIGINT');
    seen.time = 2000;
    process.emit('SIGINT');
    expect(seen).toMatchObject({ said: 1, exits: [130] });
  });

  it('counts once where npm passes the same one on', () => {
    const seen = listen();
    process.emit('SIGINT');
    seen.time = 20;
    process.emit('SIGINT');
    expect(seen.exits).toEqual([]);
  });
});
