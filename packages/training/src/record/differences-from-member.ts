import type { Precision } from '@resnet/engine';
import type { RunRecord } from '@resnet/run-log';
import type { Member } from '../experiment/index.js';
import { scaleRecipe } from '../recipe/index.js';
import { completeRecord } from './complete-record.js';
import { differences } from './differences.js';
import { networkRecord } from './network-record.js';

/** What a member would be trained with now. */
export interface MemberToday {
  readonly member: Pick<Member, 'network' | 'recipe'>;
  /** SHA-256 by file name; as recorded where the data set is not here. */
  readonly checksums: Readonly<Record<string, string>> | null;
  readonly precision: Precision;
}

/**
 * What a run of a member, recorded anywhere and by any engine, has otherwise than one on its budget would have now: network,
 * data set, recipe and precision, a sentence each; none where it is the same.
 */
export const differencesFromMember = (record: RunRecord, today: MemberToday): readonly string[] => {
  const { member, precision } = today;
  try {
    const there = completeRecord(record);
    const checksums = today.checksums ?? there.dataset.checksums;
    return differences(
      { network: there.network, data: there.dataset.checksums, recipe: there.recipe, precision: there.precision },
      {
        network: networkRecord(member.network),
        data: checksums,
        recipe: scaleRecipe(member.recipe, record.budget),
        precision,
      },
    );
  } catch (error) {
    // A record may be whole and its network none that there is.
    return [`network: ${(error as Error).message}`];
  }
};
