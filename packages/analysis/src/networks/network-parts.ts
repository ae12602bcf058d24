import { foldNetwork, type Leaf, type Network, sameShape, type Shape } from '@resnet/models';

/** What of a network a drawing shows. */
export type DrawnNetwork = Pick<Network, 'name' | 'input' | 'layers'>;

/** One part of a drawing, in the order in which it is executed. */
export type Part = LayerPart | AdditionPart;

export interface LayerPart {
  readonly kind: 'layer';
  readonly layer: Leaf;
  readonly input: Shape;
  readonly output: Shape;
}

/** Where a shortcut ends. */
export interface AdditionPart {
  readonly kind: 'addition';
  /** The number of parts before the block that the shortcut goes around. */
  readonly from: number;
  readonly shortcut: 'identity' | 'padded identity' | 'projection';
  /** Whether what comes out of the block has another shape than what goes in. */
  readonly changesDimensions: boolean;
  readonly output: Shape;
}

/** The parts of a network from its input to its logits. What lies on shortcuts is no part: the additions name it. */
export const networkParts = (network: DrawnNetwork): readonly Part[] =>
  foldNetwork<readonly Part[]>(
    network,
    {
      leaf: ({ layer, input, output }, before) => [...before, { kind: 'layer', layer, input, output }],
      sum: ({ output }, branches) => joined(branches, network.input, output),
    },
    [],
  );

/** The branch with the most convolutions is the residual one; the other is the shortcut around it. */
const joined = (branches: readonly (readonly Part[])[], image: Shape, output: Shape): readonly Part[] => {
  const from = commonLength(branches);
  const input = branches[0]?.[from - 1]?.output ?? image;
  const changesDimensions = !sameShape(input, output);
  const ordered = [...branches].sort((a, b) => convolutionsIn(b) - convolutionsIn(a));
  const [residual = [], ...others] = ordered;
  const additions = others.map((branch): AdditionPart => ({
    kind: 'addition',
    from,
    shortcut: shortcutOf(branch.slice(from)),
    changesDimensions,
    output,
  }));
  return [...residual, ...additions];
};

/** How many parts all branches begin with: those before the block. */
const commonLength = ([first = [], ...others]: readonly (readonly Part[])[]): number => {
  const length = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return length === -1 ? first.length : length;
};

const isConvolution = (part: Part): boolean => part.kind === 'layer' && part.layer.kind === 'convolution';
const convolutionsIn = (parts: readonly Part[]): number => parts.filter(isConvolution).length;

const shortcutOf = (parts: readonly Part[]): AdditionPart['shortcut'] => {
  if (parts.some(isConvolution)) return 'projection';
  const padded = parts.some((part) => part.kind === 'layer' && part.layer.kind === 'padded-identity');
  return padded ? 'padded identity' : 'identity';
};
