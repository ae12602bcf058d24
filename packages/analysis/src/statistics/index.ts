export { differenceSentence, intervalText, pointsThan, shortSource, signed, sourceText } from './difference-text.js';
export { compareErrors, type ComparedErrors, differenceFrom, type ErrorDifference } from './error-difference.js';
export { bestRun, meanError, meanErrors, runValues } from './run-errors.js';
export { seedsNeeded } from './seeds-needed.js';
export { mean, sampleDeviation } from './statistics.js';
