import { listOf, mapOf, integer, nullOr, number, object, oneOf, text } from './json-shape.js';
import { layer } from './layer-shape.js';
import { checkShape, parseJson } from './parse-json-file.js';

/** A network as data: `Network` of @resnet/models. */
export const networkShape = object({
  name: text,
  family: oneOf('plain', 'residual'),
  dataset: oneOf('cifar10', 'imagenet'),
  depth: integer,
  shortcut: oneOf('A', 'B', 'C', null),
  input: object({ channels: integer, height: integer, width: integer }),
  classes: integer,
  layers: layer,
});

const input = object({
  size: integer,
  channelOrder: oneOf('RGB'),
  range: oneOf(1, 255),
  mean: listOf(number),
  divisor: listOf(number),
});

const source = object({
  description: text,
  package: nullOr(object({ specifier: text, integrity: text })),
  files: mapOf(text),
  changes: listOf(text),
});

const stated = object({ protocol: text, on: text, top1Error: number, top5Error: number });

const networkFile = object({
  schemaVersion: oneOf(1),
  name: text,
  network: networkShape,
  input,
  source,
  stated: listOf(stated),
  parameters: text,
});

/** Whether a value is a network as data. */
export const isNetwork = (value: unknown): boolean => networkShape(value, []) === null;

const advice = 'Remove its folder and import the network again with `resnet import`';

/**
 * What the text of a network.json says, checked: training's `ImportedNetwork`, opaque here. Throws a
 * `MalformedFileError` naming the line and the property of anything else.
 */
export const parseNetworkFile = (json: string, file: string): Readonly<Record<string, unknown>> => {
  const value = parseJson(json, file, advice);
  checkShape(value, networkFile, { json, file, advice });
  return value as Readonly<Record<string, unknown>>;
};
