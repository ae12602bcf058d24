import type { SessionOptions } from './engine.js';

/** Throws an `Error` where a session for inference is asked for what only training needs. */
export const checkTraining = ({ purpose = 'training' }: Pick<SessionOptions, 'purpose'>): void => {
  if (purpose === 'inference') throw new Error('this session is for inference: create one for training');
};
