/** The CSS name of a curve's colour, so that the page can have another one in the dark: `var(--curve-d62828)`. */
export const curveColor = (hex: string): string => `var(${property(hex)})`;

/** The colours of the left and of the right side of a comparison. */
export const sideColors = ['#1b6ca8', '#d9480f'] as const;

const property = (hex: string): string => `--curve-${hex.slice(1).toLowerCase()}`;

/** Colours for light grounds as they are, for dark ones mixed with white. */
export const curveColorStyle = (hexes: readonly string[]): string => {
  const rules = (color: (hex: string) => string): string =>
    `:root { ${hexes.map((hex) => `${property(hex)}: ${color(hex)};`).join(' ')} }`;
  return `${rules((hex) => hex)}
@media screen and (prefers-color-scheme: dark) { ${rules((hex) => `color-mix(in srgb, ${hex} 62%, white)`)} }`;
};
