import { buildAddons } from './build-addons.mjs';
import { writableProblem } from './check-writable.mjs';
import { mustRun, nx, root, say } from './command.mjs';
import { installLibraries } from './install-libraries.mjs';
import { installPackages } from './install-packages.mjs';

/** From a fresh clone to a suite that runs; what is up to date is left alone. Only Node and npm need to be there. */
export const setUp = async () => {
  const problem = writableProblem(root);
  if (problem !== null) {
    console.error(problem);
    process.exit(1);
  }
  await installPackages();
  await installLibraries();
  say('Building ...');
  await buildAddons();
  await mustRun(...nx('run', 'cli:build'));
  say('Built.');
};
