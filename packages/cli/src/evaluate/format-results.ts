import type { EvaluationResult, FolderContent } from '@resnet/training';
import { formatCount } from '../format.js';
import { textTable } from '../text-table.js';

/** A network's errors by a protocol, and what its makers state for it. */
export interface ProtocolResult extends Omit<EvaluationResult, 'predictions'> {
  readonly protocol: string;
  readonly stated: FolderContent['stated'][number] | null;
}

/** A table of errors in percent, with a line for each network and protocol; what others state stands beside. */
export const formatResults = (results: readonly ProtocolResult[]): string => {
  const anyStated = results.some(({ stated }) => stated !== null);
  const columns = [
    { head: 'network' },
    { head: 'protocol' },
    { head: 'images', align: 'right' },
    { head: 'loss', align: 'right' },
    { head: 'top-1 error', align: 'right' },
    { head: 'top-5 error', align: 'right' },
    ...(anyStated ? ([{ head: 'stated' }] as const) : []),
  ] as const;
  const rows = results.map(({ name, protocol, images, loss, top1Error, top5Error, stated }) => [
    name,
    protocol,
    formatCount(images),
    loss.toFixed(4),
    `${top1Error.toFixed(2)}%`,
    `${top5Error.toFixed(2)}%`,
    ...(anyStated ? [stated === null ? '' : `${stated.top1Error}% / ${stated.top5Error}% on ${stated.on}`] : []),
  ]);
  return textTable(columns, rows);
};
