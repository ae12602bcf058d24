import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '../synthetic-run.js';
import { degradationFigure, figure1 } from './figures.js';
import { drawFigures, renderPng } from './render.js';

const runs = ['plain-20', 'plain-56'].map((network) => syntheticRun({ network, budget: 'quick' }));
const figures = [figure1(runs)!, degradationFigure(runs)!];

describe('a drawing', () => {
  it('is the same whatever was drawn before it', async () => {
    const [first, second] = await drawFigures(figures);
    expect(await drawFigures([...figures].reverse())).toEqual([second, first]);
  });

  it('shares no internal name with another on the same page', async () => {
    const names = (await drawFigures(figures)).map(({ svg }) =>
      [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id),
    );
    expect(names.map(({ length }) => length > 0)).toEqual([true, true]);
    expect(new Set(names.flat()).size).toBe(names.flat().length);
  });

  it('becomes a PNG of twice its size', async () => {
    const [drawn] = await drawFigures(figures.slice(0, 1));
    const png = renderPng(drawn!.svg);
    const width = Number(/width="([\d.]+)"/.exec(drawn!.svg)?.[1]);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(Math.ceil(2 * width));
  });
});
