import { codesOf, type Code, type RunRecord } from '@resnet/run-log';
import { formatCount } from '../words.js';

/** The commits that trained a run: `1a2b…`, or of one resumed with other code `1a2b…, from iteration 2,128 on 3c4d…`. */
export const commitsText = (record: RunRecord): string => {
  const [first, ...later] = codesOf(record);
  const rest = later.map((code) => `from iteration ${formatCount(code.iteration)} on ${codeText(code)}`);
  return [codeText(first), ...rest].join(', ');
};

const codeText = ({ commit, clean }: Code): string =>
  commit === null
    ? 'not in a git checkout'
    : `${commit}${clean === true ? '' : ' with changes that are not committed, or not built'}`;
