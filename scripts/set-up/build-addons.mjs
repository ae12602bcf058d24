import { addons } from './addons.mjs';
import { capture, say } from './command.mjs';

/** Builds the addons where they can be built; elsewhere says why not, what is used instead, and how to get them. */
export const buildAddons = async () => {
  for (const { folder, without } of addons) {
    const { code, output } = await capture(process.execPath, 'scripts/native/build.mjs', folder);
    if (code === 0) continue;
    say(code === 3 ? output.trim() : `The addon of ${folder} did not compile:\n${output}`);
    say(without);
  }
};
