import type { Operation } from '@resnet/engine';
import { add } from './add.js';
import { batchNormalization } from './batch-normalization.js';
import { convolution } from './convolution.js';
import { fullyConnected } from './fully-connected.js';
import { globalAveragePooling } from './global-average-pooling.js';
import type { Forward, LayerContext } from './layer.js';
import { maxPooling } from './max-pooling.js';
import { paddedIdentity } from './padded-identity.js';
import { relu } from './relu.js';

/** Runs one operation forward. */
export const runForward = (operation: Operation, context: LayerContext): Forward => {
  switch (operation.kind) {
    case 'convolution':
      return convolution(operation, context);
    case 'batch-normalization':
      return batchNormalization(operation, context);
    case 'relu':
      return relu(operation, context);
    case 'add':
      return add(operation, context);
    case 'max-pooling':
      return maxPooling(operation, context);
    case 'global-average-pooling':
      return globalAveragePooling(operation, context);
    case 'fully-connected':
      return fullyConnected(operation, context);
    case 'padded-identity':
      return paddedIdentity(operation, context);
    default:
      throw new TypeError(`unknown operation ${JSON.stringify(operation satisfies never)}`);
  }
};
