import { imagenetRecipe, type PhotoProtocol, type Recipe } from '../recipe/index.js';

/** Where photographs are seen otherwise than section 3.4 says, or than we choose where it is silent, as sentences. */
export const photographDeviations = ({ photographs }: Pick<Recipe, 'photographs'>): string[] => {
  const paper = imagenetRecipe.photographs;
  if (photographs === undefined) return [];
  return lines.flatMap(([what, text]) => {
    const [here, there] = [text(photographs), text(paper)];
    return here === there ? [] : [`${what} ${here} instead of ${there}.`];
  });
};

/** What is said of photographs, each in a few words. */
export const photographLines = (protocol: PhotoProtocol): readonly (readonly [string, string])[] =>
  lines.map(([what, text]) => [what, text(protocol)]);

const colourText = ({ augmentation: { colour } }: PhotoProtocol): string =>
  colour.kind === 'none'
    ? 'none'
    : `PCA, deviation ${colour.deviation} times the ${colour.magnitude === 'eigenvalue' ? 'eigenvalue' : 'root of the eigenvalue'}, ${colour.range}`;

const orderText = ({ order }: PhotoProtocol): string =>
  order?.kind === 'windows' ? `windows of ${order.photographs} neighbours, shuffled within ${order.windows}` : 'random';

const lines: readonly (readonly [string, (protocol: PhotoProtocol) => string])[] = [
  [
    'Shorter side in training',
    ({ augmentation: { shorterSide } }) => `${shorterSide.from} to ${shorterSide.to} pixels`,
  ],
  ['Crops in training of', ({ augmentation }) => `${augmentation.cropSize} pixels`],
  ['Flips', ({ augmentation }) => augmentation.flip],
  ['Colour augmentation', colourText],
  ['Interpolation', ({ augmentation }) => augmentation.interpolation],
  [
    'Mean subtracted',
    ({ mean, augmentation }) =>
      mean === 'per-pixel' ? `per pixel, ${augmentation.meanPlace.replace('-', ' the ')}` : 'per channel',
  ],
  [
    'Evaluated crops of',
    ({ evaluation: { shorterSide, size } }) => `${size} pixels from a shorter side of ${shorterSide}`,
  ],
  ['Order of photographs', orderText],
];
