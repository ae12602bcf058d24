import { capture, say } from './command.mjs';

/** Builds the fast engine where it can be built; elsewhere says why not, which engine is used, and how to get it. */
export const buildAddon = async () => {
  const { code, output } = await capture(process.execPath, 'packages/engine-onednn/native/build.mjs');
  if (code === 0) return;
  say(code === 3 ? output.trim() : `The addon of engine-onednn did not compile:\n${output}`);
  say('Going on without the oneDNN engine: TensorFlow.js is used instead, many times slower.');
};
