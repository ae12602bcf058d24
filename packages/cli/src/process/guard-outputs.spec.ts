import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { guardOutputs } from './guard-outputs.js';

const systemError = (code: string, message: string): Error => Object.assign(new Error(message), { code });

describe('outputs that are guarded', () => {
  it.each(['EPIPE', 'EIO'])('end nothing by %s, which is no failure', (code) => {
    const outputs = { stdout: new EventEmitter(), stderr: new EventEmitter() };
    const failure = guardOutputs(outputs);
    for (const stream of Object.values(outputs)) stream.emit('error', systemError(code, 'gone'));
    expect(failure()).toBeNull();
  });

  it('say why standard output was lost otherwise', () => {
    const outputs = { stdout: new EventEmitter(), stderr: new EventEmitter() };
    const failure = guardOutputs(outputs);
    outputs.stdout.emit('error', systemError('ENOSPC', 'ENOSPC: no space left on device, write'));
    outputs.stderr.emit('error', systemError('ENOSPC', 'ENOSPC: no space left on device, write'));
    expect(failure()).toContain('no space left');
  });
});
