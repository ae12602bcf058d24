import type { Run } from '@resnet/run-log';
import { protocolLines, type ProtocolLine } from '@resnet/training/protocol';
import { unique } from '../words.js';

/**
 * Where two sides were trained differently and one of them not as the paper says, or not by our default: `precision:
 * bf16 against f32`.
 */
export const protocolCaveats = (left: readonly Run[], right: readonly Run[]): readonly string[] => {
  const [ofLeft, ofRight] = [linesOf(left), linesOf(right)];
  return unique([...ofLeft, ...ofRight].filter(isOwn).map(({ what }) => what)).flatMap((what) => {
    const [here, there] = [ofLeft, ofRight].map((lines) => answers(lines, what));
    return here === there || here === '' || there === '' ? [] : [`${what}: ${here} against ${there}`];
  });
};

const linesOf = (runs: readonly Run[]): readonly ProtocolLine[] => runs.flatMap(({ record }) => protocolLines(record));

const isOwn = ({ agreement }: ProtocolLine): boolean => agreement === 'differs' || agreement === 'other-choice';

/** Each answer once; nothing where the line does not apply. */
const answers = (lines: readonly ProtocolLine[], what: string): string =>
  unique(lines.filter((line) => line.what === what).map(({ run }) => run)).join('; ');
