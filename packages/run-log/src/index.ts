export type * from './record.js';
