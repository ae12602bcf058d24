import { integer, listOf, number, object, oneOf, optional, text, type JsonShape } from './json-shape.js';

const window = { kernel: integer, stride: integer, padding: integer };

/** What each kind of layer holds beside its kind; `Layer` of @resnet/models says what it means. */
const properties: Readonly<Record<string, () => Readonly<Record<string, JsonShape>>>> = {
  series: () => ({ name: optional(text), layers: listOf(layer) }),
  sum: () => ({ name: optional(text), branches: listOf(layer) }),
  convolution: () => ({ width: integer, ...window }),
  'batch-normalization': () => ({ epsilon: number }),
  relu: () => ({}),
  'max-pooling': () => window,
  'global-average-pooling': () => ({}),
  'fully-connected': () => ({ classes: integer }),
  identity: () => ({}),
  'padded-identity': () => ({
    width: integer,
    stride: integer,
    subsampling: oneOf('every-second-pixel', 'average-pooling'),
    placement: oneOf('after', 'split'),
  }),
};

/** What a layer of a kind holds; nothing of one that there is not. */
export const propertiesOfLayer = (kind: string): readonly string[] => [
  'kind',
  ...Object.keys(properties[kind]?.() ?? {}),
];

const kind = object({ kind: oneOf(...Object.keys(properties)) });

/** A layer of a network as run.json has it, with all layers in it. */
export const layer: JsonShape = (value, path) =>
  kind(value, path) ?? object(properties[(value as { readonly kind: string }).kind]?.() ?? {})(value, path);
