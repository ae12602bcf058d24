import { readFile } from 'node:fs/promises';
import { describeProvenance } from '@resnet/training';

/** `resnet 0.0.0, commit 1a2b3c4d`, and whether files differ from it. */
export const describeVersion = async (): Promise<string> => {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { readonly version: string };
  const { commit, clean, problem, stale } = await describeProvenance();
  if (commit === null) return `resnet ${version}, commit unknown: ${problem ?? ''}`;
  const remark = stale ?? (clean === false ? 'with changes that are not committed' : null);
  return `resnet ${version}, commit ${commit}${remark === null ? '' : `, ${remark}`}`;
};
