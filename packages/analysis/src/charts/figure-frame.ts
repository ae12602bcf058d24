import { figureTheme } from './figure-theme.js';

/** What every figure of several panels has around them: its title, with lines below it where given, and the theme. */
export const figureFrame = ({
  description,
  title,
  subtitle,
  spacing,
}: {
  readonly description: string;
  readonly title: string;
  readonly subtitle?: string[];
  /** Pixels between panels. */
  readonly spacing: number;
}) => ({
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  description,
  title: { text: title, ...(subtitle && { subtitle }), fontSize: 15, offset: 12 },
  background: 'white',
  padding: 10,
  spacing,
  config: figureTheme,
});
