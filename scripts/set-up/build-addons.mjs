import { capture, say } from './command.mjs';

/** Builds the addons where they can be built; elsewhere says why not, what is used instead, and how to get them. */
export const buildAddons = async () => {
  await buildAddon(
    'engine-onednn',
    'Going on without the oneDNN engine: TensorFlow.js is used instead, many times slower.',
  );
  await buildAddon('datasets', 'Going on without libjpeg-turbo: sharp decodes JPEGs instead, five times slower.');
};

const buildAddon = async (name, without) => {
  const { code, output } = await capture(process.execPath, 'scripts/native/build.mjs', `packages/${name}`);
  if (code === 0) return;
  say(code === 3 ? output.trim() : `The addon of ${name} did not compile:\n${output}`);
  say(without);
};
