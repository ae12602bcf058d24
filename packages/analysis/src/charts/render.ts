import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { parse, resetSVGDefIds, View } from 'vega';
import { compile } from 'vega-lite';
import type { DrawnFigure, Figure } from './figure.js';

/**
 * Draws figures as SVG, one after the other. The names inside a drawing begin with its id, so that one page can hold
 * several.
 */
export const drawFigures = async (figures: readonly Figure[]): Promise<readonly DrawnFigure[]> => {
  const drawn: DrawnFigure[] = [];
  for (const figure of figures) drawn.push({ ...figure, svg: await drawSvg(figure) });
  return drawn;
};

const drawSvg = async ({ id, spec }: Figure): Promise<string> => {
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  try {
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
