import { expect, it, jest } from '@jest/globals';
import { followParent } from './follow-parent.js';

it('the end of the parent, which closes the channel, counts as a closed terminal', () => {
  const closed = jest.fn();
  process.once('SIGHUP', closed);
  followParent();
  expect(closed).not.toHaveBeenCalled();
  process.emit('disconnect');
  expect(closed).toHaveBeenCalledTimes(1);
});
