import type { LayerPart } from './network-parts.js';

/**
 * A layer as the paper's figures write it: `3x3 conv, 128, /2`, `pool, /2`, `avg pool`, `fc 10`; `null` for what they
 * leave out.
 */
export const layerLabel = ({ layer, input }: LayerPart): string | null => {
  switch (layer.kind) {
    case 'convolution': {
      const everywhere = layer.kernel === input.height && layer.padding === 0;
      if (everywhere) return `fc ${layer.width}`;
      return `${layer.kernel}x${layer.kernel} conv, ${layer.width}${strideText(layer.stride)}`;
    }
    case 'max-pooling':
      return `pool${strideText(layer.stride)}`;
    case 'global-average-pooling':
      return 'avg pool';
    case 'fully-connected':
      return `fc ${layer.classes}`;
    case 'batch-normalization':
    case 'relu':
    case 'identity':
    case 'padded-identity':
      return null;
    default:
      return layer satisfies never;
  }
};

const strideText = (stride: number): string => (stride === 1 ? '' : `, /${stride}`);
