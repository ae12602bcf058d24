import { describe, expect, it } from '@jest/globals';
import { countParameters, plainNetwork, residualNetwork } from '@resnet/models';
import { drawFigures } from '../charts/index.js';
import { blockCosts } from './bottleneck-cost.js';
import { drawnFigures } from './drawn-figures.js';
import { blockFigure } from './block-figure.js';
import { typicalBlock } from './find-block.js';
import { networkFigure } from './network-figure.js';

const caption = { id: 'some', title: 'Some', description: 'Some networks.' };

describe('the figures that need no run', () => {
  it('are drawn, with every layer and number in them', async () => {
    const drawn = await drawFigures(drawnFigures());
    const svgOf = (id: string) => drawn.find((figure) => figure.id === id)!.svg;
    expect(svgOf('figure-3').match(/>3x3 conv, 512, \/2</g)).toHaveLength(2);
    expect(svgOf('figure-3')).toContain('>19,632 M multiply-adds<');
    expect(svgOf('figure-5')).toContain('>1x1 conv, 256<');
    expect(svgOf('depth-history')).toContain('quoted, none trained here');
    expect(svgOf('depth-history')).toContain('>16.4 *<');
    expect(svgOf('bottleneck-cost')).toContain('>bottleneck: 1x1, 3x3, 1x1<');
  });

  it('can be drawn of any network', async () => {
    const networks = [plainNetwork({ depth: 20 }), residualNetwork({ depth: 152 })];
    const [network, block] = await drawFigures([networkFigure(caption, networks), blockFigure(caption, networks)]);
    expect(network!.svg.match(/>fc (10|1000)</g)).toHaveLength(2);
    expect(block!.svg.match(/>identity</g)).toHaveLength(1);
  });
});

describe('a typical block', () => {
  it('is the first whose shortcut is the identity, with the shape of its input', () => {
    expect(typicalBlock(residualNetwork({ depth: 50 })).input).toEqual({ channels: 256, height: 56, width: 56 });
    expect(typicalBlock(residualNetwork({ depth: 20 })).input).toEqual({ channels: 16, height: 32, width: 32 });
    expect(countParameters(typicalBlock(residualNetwork({ depth: 20 })))).toBe(2 * 9 * 16 * 16 + 4 * 16);
  });
});

describe('what a block costs', () => {
  const [twice, bottleneck] = blockCosts();

  it('is counted from its layers', () => {
    expect(twice).toMatchObject({ channels: 256, parameters: 2 * 9 * 256 * 256 + 4 * 256 });
    expect(bottleneck!.multiplyAdds).toBe((2 * 64 * 256 + 9 * 64 * 64) * 56 * 56);
  });

  it('is 17 times less in multiply-adds for a bottleneck, whatever the stage', () => {
    expect(twice!.multiplyAdds / bottleneck!.multiplyAdds).toBeCloseTo(16.94, 2);
    expect(new Set(blockCosts().map(({ multiplyAdds }) => multiplyAdds)).size).toBe(2);
  });
});
