import { EventEmitter } from 'node:events';
import { expect, it, jest } from '@jest/globals';
import { followParent } from './follow-parent.js';

it('the end of the parent, which closes the channel, counts as a closed terminal', () => {
  const channel = { unref: jest.fn() };
  const child = Object.assign(new EventEmitter(), { channel });
  const closed = jest.fn();
  child.once('SIGHUP', closed);
  followParent(child);
  expect(channel.unref).toHaveBeenCalledTimes(1);
  expect(closed).not.toHaveBeenCalled();
  child.emit('disconnect');
  expect(closed).toHaveBeenCalledTimes(1);
});
