import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { parse, resetSVGDefIds, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/** Draws a specification as SVG. `id` begins its internal names, so that several drawings can share one HTML page. */
export const renderSvg = async ({
  spec,
  id,
}: {
  readonly spec: TopLevelSpec;
  readonly id: string;
}): Promise<string> => {
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  try {
    await view.runAsync();
    // vega counts its clips over the whole process: starting again keeps a drawing independent of those before it.
    resetSVGDefIds();
    const svg = await view.toSVG();
    return svg.replaceAll(/(id="|url\(#)(clip|gradient)/g, `$1${id}-$2`);
  } finally {
    view.finalize();
  }
};

const fonts = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`),
);

/** Rasterizes a drawing at twice its size, with fonts of npm's alone: the same pixels on every machine. */
export const renderPng = (svg: string): Buffer =>
  new Resvg(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontFiles: fonts, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
  })
    .render()
    .asPng();
