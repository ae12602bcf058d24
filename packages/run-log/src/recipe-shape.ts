import {
  boolean,
  integer,
  listOf,
  nullOr,
  number,
  object,
  optional,
  shape,
  text,
  type JsonShape,
} from './json-shape.js';

const schedule = object({
  iterations: integer,
  rate: number,
  drops: listOf(object({ at: integer, factor: number })),
  warmUp: optional(nullOr(object({ rate: number, untilError: number, window: integer }))),
});

/** Options that were added one by one: older records lack some. */
const choices: Readonly<Record<string, JsonShape>> = {
  momentumForm: optional(text),
  nesterov: optional(boolean),
  weightDecayOn: optional(text),
  batchStatistics: optional(shape('a string or a number', (value) => ['string', 'number'].includes(typeof value))),
  testStatistics: optional(text),
  initialization: optional(text),
  trainingSet: optional(text),
  augmentation: optional(text),
  padValue: optional(text),
  inputScale: optional(text),
  cropAverage: optional(text),
};

/** A recipe as run.json has it; `Recipe` of @resnet/training says what it means. */
export const recipe: JsonShape = object({
  batchSize: integer,
  momentum: number,
  weightDecay: number,
  schedule,
  ...choices,
});
