import { flatten, type Program } from '@resnet/engine';
import { countParameters, type Network } from '@resnet/models';
import { createTrainingSession, statisticsGroup } from '@resnet/training';
import type { MeasureSpeedOptions } from './measure-speed.js';

/** What the sessions of an engine hold: so much for the images of a pass, and so much whatever their number. */
export interface MemoryUse {
  /** Per element of the values that a network computes for the images of one pass. */
  readonly bytesPerElement: number;
  /** Per parameter of the network. */
  readonly bytesPerParameter: number;
}

/** Plans sessions for one statistics group and for half of it, which takes none of the memory, and tells the two uses apart. */
export const measureMemory = async ({ member, ...rest }: MeasureSpeedOptions): Promise<MemoryUse> => {
  const program = flatten(member.network);
  const group = statisticsGroup(member.recipe);
  const bytesFor = async (batchSize: number): Promise<number> => {
    const recipe = { ...member.recipe, batchSize, batchStatistics: 'mini-batch' } as const;
    const precision = member.precision ?? rest.precision;
    const session = await createTrainingSession({ ...rest, program, recipe, precision });
    const { memoryBytes } = session;
    session.close();
    return memoryBytes;
  };
  // No more than one group: that may be all that fits.
  const [fewer, more] = [Math.ceil(group / 2), group];
  const [bytesForFewer, bytesForMore] = [await bytesFor(fewer), await bytesFor(more)];
  if (fewer === more) return { bytesPerElement: bytesForMore / countElements(program, more), bytesPerParameter: 0 };
  const bytesPerElement = (bytesForMore - bytesForFewer) / countElements(program, more - fewer);
  const fixed = bytesForMore - bytesPerElement * countElements(program, more);
  return { bytesPerElement, bytesPerParameter: Math.max(0, fixed) / countParameters(member.network) };
};

/** Bytes of a session for a network and so many images in one pass. */
export const memoryFor = (network: Network, images: number, use: MemoryUse): number =>
  use.bytesPerElement * countElements(flatten(network), images) + use.bytesPerParameter * countParameters(network);

const countElements = ({ values }: Program, images: number): number =>
  images * values.reduce((sum, { channels, height, width }) => sum + channels * height * width, 0);
