export type * from './image-set.js';
