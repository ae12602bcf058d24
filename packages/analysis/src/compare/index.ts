export { type ComparedLines, compareSides } from './compare-sides.js';
export { compareWithPaper, type PaperComparison } from './compare-with-paper.js';
export type { ComparedSide } from './compared-side.js';
export type { Comparison, CurvePoint, MeasureDifference, SideDifference } from './comparison.js';
