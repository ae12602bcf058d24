// npm run torture: what becomes of a run that is killed, told to stop, out of disk, damaged, written twice, or not listened to.
// npm run torture -- --seconds 120 tries less of each; --seed 7 other moments and other bytes.
import { setUp } from './set-up/set-up.mjs';

await setUp();
const { torture } = await import('./torture/torture.mjs');
process.exitCode = await torture(process.argv.slice(2));
