import type { Layer, Shape } from './layer.js';
import type { Network } from './network.js';
import { formatShape, outputShape, sameShape, type Leaf } from './output-shape.js';

/** A leaf where it stands: its path (`stage2/block3/conv1`) and its shapes for one image. */
export interface PlacedLeaf {
  readonly path: string;
  readonly layer: Leaf;
  readonly input: Shape;
  readonly output: Shape;
}

/** The addition that ends a sum, where it stands. */
export interface PlacedSum {
  readonly path: string;
  readonly output: Shape;
}

/** What to make of each leaf and each sum, given what was made of their inputs. */
export interface Folder<Value> {
  leaf(placed: PlacedLeaf, input: Value): Value;
  /** Called after every branch, with their values in order. */
  sum(placed: PlacedSum, branches: readonly Value[]): Value;
}

interface Located<Value> {
  readonly shape: Shape;
  readonly value: Value;
}

/** Leaves are numbered by these within their nearest named scope. */
const pathNames = {
  convolution: 'conv',
  'batch-normalization': 'norm',
  relu: 'relu',
  'max-pooling': 'pool',
  'global-average-pooling': 'pool',
  'fully-connected': 'fc',
  identity: 'identity',
  'padded-identity': 'pad',
  sum: 'add',
} as const satisfies Record<Leaf['kind'] | 'sum', string>;

/**
 * The one traversal of a network: visits its leaves in execution order with paths and shapes, passes each the value of
 * the one before, combines values at sums, and returns the last. Throws a `RangeError` where shapes do not fit.
 */
export const foldNetwork = <Value>(
  network: Pick<Network, 'input' | 'layers'>,
  folder: Folder<Value>,
  input: Value,
): Value => {
  const counts = new Map<string, number>();
  const place = (scope: string, kind: keyof typeof pathNames): string => {
    const prefix = `${scope}${pathNames[kind]}`;
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return `${prefix}${count}`;
  };

  const visit = (layer: Layer, scope: string, at: Located<Value>): Located<Value> => {
    switch (layer.kind) {
      case 'series': {
        const inner = scopeOf(layer, scope);
        return layer.layers.reduce((reached, next) => visit(next, inner, reached), at);
      }
      case 'sum': {
        const inner = scopeOf(layer, scope);
        const branches = layer.branches.map((branch) => visit(branch, inner, at));
        const path = place(inner, 'sum');
        const shape = commonShape(path, branches);
        return {
          shape,
          value: folder.sum(
            { path, output: shape },
            branches.map(({ value }) => value),
          ),
        };
      }
      default: {
        const path = place(scope, layer.kind);
        const output = outputShape(path, layer, at.shape);
        const placed = { path, layer, input: at.shape, output };
        return { shape: output, value: folder.leaf(placed, at.value) };
      }
    }
  };
  return visit(network.layers, '', { shape: network.input, value: input }).value;
};

const scopeOf = ({ name }: { readonly name?: string }, scope: string): string =>
  name === undefined ? scope : `${scope}${name}/`;

const commonShape = (path: string, branches: readonly { readonly shape: Shape }[]): Shape => {
  const [first, ...others] = branches;
  if (first === undefined || others.length === 0) throw new RangeError(`${path} needs two or more branches`);
  const different = others.find(({ shape }) => !sameShape(shape, first.shape));
  if (different !== undefined) {
    throw new RangeError(
      `the branches of ${path} must agree: ${formatShape(first.shape)} and ${formatShape(different.shape)}`,
    );
  }
  return first.shape;
};
