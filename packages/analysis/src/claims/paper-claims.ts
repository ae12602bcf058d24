import { table6Rows } from '../paper/index.js';
import { measures } from '../runs/index.js';
import type { Claim, ClaimMember } from './claim.js';
import {
  boundClaim,
  degradationClaim,
  depthClaim,
  overfittingClaim,
  responseClaim,
  shortcutClaim,
  startClaim,
  twinClaim,
  valueClaim,
} from './claim-kinds.js';
import { photographClaims } from './photograph-claims.js';
import { measured } from './signal-claims.js';

const member = (name: string): ClaimMember => ({ experiment: 'cifar10/figure-6', member: name });
const plain = (depth: number): ClaimMember => member(`plain-${depth}`);
const residual = (depth: number): ClaimMember => member(`resnet-${depth}`);
const withOption = (depth: number, option: 'B' | 'C'): ClaimMember => ({
  experiment: 'cifar10/shortcuts',
  member: `resnet-${depth}-${option}`,
});

/** The two depths of Figure 1, then each depth and the one before it. */
const deeperAndShallower = [
  [56, 20],
  [32, 20],
  [44, 32],
  [56, 44],
  [110, 56],
] as const;

const degradation = deeperAndShallower.flatMap(([deep, shallow]) =>
  measures.map((measure) => degradationClaim(plain(deep), plain(shallow), measure)),
);

/** With signals measured, in float32, and without. */
const start = measures.flatMap((measure) => [
  startClaim(measured('plain-56/warm-up'), measured('plain-20'), measure),
  startClaim({ experiment: 'cifar10/warm-up', member: 'plain-56/warm-up' }, plain(20), measure),
]);

const depth = deeperAndShallower.flatMap(([deep, shallow]) =>
  measures.map((measure) => depthClaim(residual(deep), residual(shallow), measure)),
);

const twins = [20, 32, 44, 56, 110].flatMap((depth) =>
  measures.map((measure) => twinClaim(residual(depth), plain(depth), measure)),
);

const bounds = [
  ...(['training', 'test'] as const).map((measure) =>
    boundClaim({ left: plain(110), right: 60, measure, way: 'above', section: '4.2, Figure 6' }),
  ),
  boundClaim({ left: residual(1202), right: 0.1, measure: 'training', way: 'below', section: '4.2' }),
];

const values = table6Rows.flatMap(({ member: name, error, over }) =>
  name === undefined ? [] : [valueClaim(member(name), over?.mean ?? error)],
);

const shortcuts = [20, 32, 56].flatMap((depth) =>
  (['B', 'C'] as const).map((option) => shortcutClaim(residual(depth), withOption(depth, option))),
);

/** The networks of Figure 7: the residual ones against their twins, and against shallower ones. */
const responses = [
  responseClaim(residual(20), plain(20)),
  responseClaim(residual(56), plain(56)),
  responseClaim(residual(56), residual(20)),
  responseClaim(residual(110), residual(56)),
];

const imagenet = photographClaims({
  dataset: { id: 'imagenet', name: 'ImageNet' },
  ...{ degradation: 'imagenet/figure-4', shortcuts: 'imagenet/table-3', deeper: 'imagenet/table-3' },
  depths: [50, 101, 152],
});

/** The paper says nothing of ten classes of ImageNet: they show whether what it says holds on fewer photographs. */
const imagenette = photographClaims({
  dataset: { id: 'imagenette', name: 'Ten classes of ImageNet' },
  ...{
    degradation: 'imagenette/ten-classes',
    shortcuts: 'imagenette/ten-classes-shortcuts',
    deeper: 'imagenette/ten-classes',
  },
  depths: [50],
});

/** Every claim of the paper, about CIFAR-10 first. */
export const paperClaims: readonly Claim[] = [
  ...degradation,
  ...start,
  ...twins,
  ...depth,
  overfittingClaim(residual(1202), residual(110)),
  ...responses,
  ...shortcuts,
  ...values,
  ...bounds,
  ...imagenet,
  ...imagenette,
];
