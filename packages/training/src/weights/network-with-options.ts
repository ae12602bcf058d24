import {
  networkNamed,
  residualNetwork,
  type BottleneckStride,
  type DatasetName,
  type Network,
  type PaddedIdentityOptions,
} from '@resnet/models';
import { strideOf } from './bottleneck-stride.js';

/** What somebody says of the network in a file that does not say it itself. */
export interface NetworkOptions {
  /** As the paper names it. */
  readonly network?: string | undefined;
  readonly dataset?: DatasetName | undefined;
  /** Torchvision's bottlenecks have their stride in the 3x3, the paper's in the first 1x1. */
  readonly bottleneckStride?: BottleneckStride | undefined;
  /** How option A subsamples and pads: as is the default here where not given. */
  readonly paddedIdentity?: PaddedIdentityOptions | undefined;
}

/** The network of that name. Throws a `RangeError` where there is none, or it has nothing of what is said. */
export const networkWithOptions = (
  name: string,
  { dataset, bottleneckStride, paddedIdentity = {} }: NetworkOptions,
): Network => {
  const named = networkNamed(name, { dataset });
  if (Object.keys(paddedIdentity).length > 0 && named.shortcut !== 'A') {
    throw new RangeError(`expected shortcuts of option A, which alone subsample and pad, got ${name}`);
  }
  const place = strideOf(named);
  if (bottleneckStride !== undefined && place === null) {
    throw new RangeError(`expected a network with bottlenecks, whose stride has a place, got ${name}`);
  }
  if (named.family === 'plain') return named;
  if (place === '3x3' && bottleneckStride === 'first-1x1') {
    throw new RangeError(`${name} has its stride in the 3x3, got first-1x1: leave out -v1.5, or say 3x3`);
  }
  const { depth, shortcut } = named;
  return residualNetwork({
    depth,
    dataset: named.dataset,
    shortcut: shortcut ?? undefined,
    paddedIdentity,
    bottleneckStride: bottleneckStride ?? place ?? undefined,
  });
};

/** What was said besides the name: `data set cifar10`, `placement split`. */
export const describeOptions = ({
  dataset,
  bottleneckStride,
  paddedIdentity = {},
}: NetworkOptions): readonly string[] =>
  [['data set', dataset], ['stride', bottleneckStride], ...Object.entries(paddedIdentity)].flatMap(([what, said]) =>
    said === undefined ? [] : [`${what} ${said}`],
  );
