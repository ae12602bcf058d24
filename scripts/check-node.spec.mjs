import { expect, test } from '@jest/globals';
import { nodeProblem } from '../packages/cli/bin/check-node.js';

test.each(['v20.11.0', 'v20.20.2', 'v22.0.0', 'v25.1.0'])('Node %s will do', (version) => {
  expect(nodeProblem(version, '>=20.11')).toBeNull();
});

test.each(['v12.22.12', 'v18.20.4', 'v20.10.0'])(
  'of Node %s it is said which is needed and where to get it',
  (version) => {
    const problem = nodeProblem(version, '>=20.11');
    expect(problem).toContain(`You need Node 20.11 or later; this is Node ${version.slice(1)}.`);
    expect(problem).toContain('https://nodejs.org/en/download');
  },
);
