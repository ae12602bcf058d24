import type { RunRecord } from './record.js';

const placeholder = '<definition>';

/** A record as the text of run.json: indented by two spaces, but for the network's layers, which are one line. */
export const formatRunRecord = (record: RunRecord): string => {
  const { definition } = record.network;
  const indented = JSON.stringify({ ...record, network: { ...record.network, definition: placeholder } }, null, 2);
  return `${indented.replace(`"definition": "${placeholder}"`, () => `"definition": ${JSON.stringify(definition)}`)}\n`;
};
