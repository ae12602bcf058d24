import type { Oddities, PackedSplit, PhotoSetRecord } from '@resnet/datasets';
import { formatBytes, formatCount, formatPlural } from '../format.js';

const oddities: Readonly<Record<keyof Oddities, string>> = {
  grey: 'grey',
  cmyk: 'CMYK',
  notJpeg: 'not JPEG',
  oriented: 'with an EXIF orientation, which is ignored',
  smallerThanCrop: 'with a side below 224 pixels',
  withWarnings: 'decoded with warnings',
};

/** What a packed set has, in a few lines for people. */
export const describePhotoSet = ({ name, classes, splits }: PhotoSetRecord, folder: string): string => {
  const lines = Object.entries(splits).flatMap(([split, packed]) => describeSplit(split, packed));
  return [`${name} is packed in ${folder}: ${formatCount(classes.length)} classes`, ...lines].join('\n');
};

const describeSplit = (split: string, packed: PackedSplit): readonly string[] => {
  const { count, shards, skipped } = packed;
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const line = `  ${split}: ${formatPlural(count, 'picture')} in ${formatPlural(shards.length, 'shard')}, ${formatBytes(bytes)}`;
  const odd = (Object.keys(oddities) as (keyof Oddities)[])
    .filter((kind) => packed.oddities[kind] > 0)
    .map((kind) => `${formatCount(packed.oddities[kind])} ${oddities[kind]}`);
  return [
    odd.length === 0 ? line : `${line}; ${odd.join(', ')}`,
    ...(skipped.length === 0
      ? []
      : [
          `  ${split}: ${formatPlural(skipped.length, 'unreadable picture')} left out: ${skipped
            .map(({ file }) => file)
            .slice(0, 5)
            .join(', ')}`,
        ]),
  ];
};
