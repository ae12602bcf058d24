/** What the curves are drawn across: iterations, the share of the training that is done, or minutes since its start. */
export const acrossNames = ['iteration', 'share', 'time'] as const;
export type Across = (typeof acrossNames)[number];

/** How errors are spaced. */
export const errorScales = ['linear', 'log'] as const;
export type ErrorScale = (typeof errorScales)[number];

/** One of the axes' combinations. */
export type CurveVariant = `${Across}-${ErrorScale}`;

/** The name of a combination. */
export const curveVariant = ({
  across,
  errorScale,
}: {
  readonly across: Across;
  readonly errorScale: ErrorScale;
}): CurveVariant => `${across}-${errorScale}`;
