import type { DatasetName, Network, ShortcutOption } from './network.js';
import { plainNetwork } from './plain-network.js';
import { residualNetwork } from './residual-network.js';

const pattern = /^(?<family>plain|resnet)-(?<depth>\d+)(?:-(?<shortcut>[ABC]))?(?<variant>-v1\.5)?$/;

/**
 * The network of a name as the paper writes it: `resnet-56`, `plain-34`, `resnet-34-B`; or with the stride of its
 * bottlenecks in the 3x3, `resnet-50-v1.5`. Throws a `RangeError` otherwise.
 */
export const networkNamed = (
  name: string,
  { dataset }: { readonly dataset?: DatasetName | undefined } = {},
): Network => {
  const { family, depth: digits, shortcut, variant } = pattern.exec(name)?.groups ?? {};
  if (family === undefined) {
    throw new RangeError(`a network is named plain-<depth>, resnet-<depth> or resnet-<depth>-<A|B|C>, got ${name}`);
  }
  const depth = Number(digits);
  if (family === 'resnet') {
    const bottleneckStride = variant === undefined ? 'first-1x1' : '3x3';
    return residualNetwork({ depth, dataset, shortcut: shortcut as ShortcutOption | undefined, bottleneckStride });
  }
  if (variant !== undefined) throw new RangeError(`a plain network has no v1.5, got ${name}: use plain-${depth}`);
  if (shortcut !== undefined)
    throw new RangeError(`a plain network has no shortcut option, got ${name}: use plain-${depth}`);
  return plainNetwork({ depth, dataset });
};
