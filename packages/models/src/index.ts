export type * from './layer.js';
export type * from './network.js';
