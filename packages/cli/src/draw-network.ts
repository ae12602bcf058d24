import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Network } from '@resnet/models';

/** Writes a drawing of a network to an SVG file, and says so. */
export const drawNetwork = async (network: Network, file: string): Promise<void> => {
  const { drawFigures, networkFigure } = await import('@resnet/analysis');
  const { writeDurably } = await import('@resnet/files');
  const description = `${network.name}, layer by layer from top to bottom. Dotted shortcuts change the dimensions.`;
  const [drawn] = await drawFigures([networkFigure({ id: 'network', title: network.name, description }, [network])]);
  if (drawn === undefined) throw new Error(`expected a drawing of ${network.name}, found none`);
  await mkdir(dirname(file), { recursive: true });
  await writeDurably(file, drawn.svg);
  console.log(`${network.name} is drawn in ${file}.`);
};
