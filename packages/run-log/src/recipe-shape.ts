import {
  boolean,
  integer,
  listOf,
  nullOr,
  number,
  object,
  oneOf,
  optional,
  shape,
  text,
  type JsonShape,
} from './json-shape.js';

const commonSchedule = {
  iterations: integer,
  rate: number,
  warmUp: nullOr(object({ rate: number, untilError: number, window: integer })),
};

/** An object of one of several kinds, each with a shape of its own. */
const ofKind = (kinds: Readonly<Record<string, JsonShape>>): JsonShape => {
  const kindShape = object({ kind: oneOf(...Object.keys(kinds)) });
  return (value, path) =>
    kindShape(value, path) ?? kinds[(value as { readonly kind: string }).kind]?.(value, path) ?? null;
};

const schedule = ofKind({
  drops: object({ ...commonSchedule, drops: listOf(object({ at: integer, factor: number })) }),
  plateau: object({
    ...commonSchedule,
    factor: number,
    error: ofKind({ training: object({ window: integer }), evaluation: object({}) }),
    threshold: number,
    patience: integer,
    leastRate: number,
  }),
});

/** Of photographs; `PhotoProtocol` of @resnet/training says what it means. */
const photographs = object({
  augmentation: object({
    shorterSide: object({ from: integer, to: integer }),
    cropSize: integer,
    flip: text,
    colour: object({ kind: text }),
    interpolation: text,
    meanPlace: text,
  }),
  mean: text,
  evaluation: object({ shorterSide: integer, size: integer }),
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
  photographs: optional(photographs),
};

/** A recipe as run.json has it; `Recipe` of @resnet/training says what it means. */
export const recipe: JsonShape = object({
  batchSize: integer,
  momentum: number,
  weightDecay: number,
  schedule,
  ...choices,
});
