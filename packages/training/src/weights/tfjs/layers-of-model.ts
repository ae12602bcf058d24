import { identity, series, sum, type Layer, type Leaf } from '@resnet/models';
import type { LayersModel, ModelNode } from './layers-model.js';
import { checkUnpadded, leafOf, paddingOf } from './leaf-of-node.js';

/** A model as layers of ours, and the layer of Keras that each leaf was made of. */
export interface ModelLayers {
  readonly layers: Layer;
  readonly origins: ReadonlyMap<Leaf, ModelNode>;
}

/**
 * The layers of a model, from its input to its output: what lies between a fork and the addition where its branches
 * meet becomes a sum. Throws a `RangeError` that names the first layer that no layer of ours is like.
 */
export const layersOfModel = (model: LayersModel): ModelLayers => {
  const origins = new Map<Leaf, ModelNode>();
  const node = (name: string): ModelNode => {
    const found = model.nodes.get(name);
    if (found === undefined) throw new RangeError(`expected a layer named ${name}, found none`);
    return found;
  };
  const before = memoize((name: string): string | null => {
    const { className, inputs } = node(name);
    if (inputs.length === 0) return null;
    return className === 'Add' ? fork(name, inputs, before) : (inputs[0] ?? null);
  });

  /** The layers between two values. */
  const between = (from: string, to: string): Layer[] => {
    if (from === to) return [];
    const reached = before(to);
    if (reached === null) throw new RangeError(`expected a way from ${from} to every layer, found none to ${to}`);
    return [...between(from, reached), ...layersOf(node(to), reached)];
  };
  const layersOf = (at: ModelNode, reached: string): Layer[] => {
    if (at.className === 'Add') {
      for (const input of at.inputs) checkUnpadded(at, paddingOf(node(input)));
      return [sum(...at.inputs.map((input) => branch(between(reached, input))))];
    }
    if (at.className === 'ZeroPadding2D') return [];
    const leaves = leafOf(at, { padding: paddingOf(node(reached)), before: beforePadding(node(reached)) });
    // Each is an object of its own, by which it is found again.
    return leaves.map((leaf) => {
      const own = { ...leaf };
      origins.set(own, at);
      return own;
    });
  };
  const beforePadding = (at: ModelNode): ModelNode =>
    at.className === 'ZeroPadding2D' ? node(at.inputs[0] ?? '') : at;
  return { layers: series(...between(model.input, model.output)), origins };
};

const branch = (layers: readonly Layer[]): Layer => (layers.length === 0 ? identity : series(...layers));

/** The last value that every branch of an addition comes from. */
const fork = (name: string, inputs: readonly string[], before: (name: string) => string | null): string => {
  const ways = inputs.map((input) => {
    const way: string[] = [];
    for (let at: string | null = input; at !== null; at = before(at)) way.push(at);
    return way;
  });
  const [first = [], ...others] = ways;
  const meeting = first.find((at) => others.every((way) => way.includes(at)));
  if (meeting === undefined) throw new RangeError(`expected branches of ${name} that come from one layer, found none`);
  return meeting;
};

const memoize = <Value>(compute: (key: string) => Value): ((key: string) => Value) => {
  const known = new Map<string, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as Value;
  };
};
