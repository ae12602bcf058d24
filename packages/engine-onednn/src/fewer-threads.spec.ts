import { describe, expect, test } from '@jest/globals';
import { loadBinding } from './binding.js';
import { runConformance } from './run-conformance.fixture.js';

const loaded = loadBinding();
const minutes = 60_000;

describe('where OpenMP gives fewer threads than asked, or others', () => {
  const declare = 'binding' in loaded ? test : test.skip;

  declare.each([{ OMP_THREAD_LIMIT: '1' }, { OMP_THREAD_LIMIT: '2', OMP_DYNAMIC: 'true', OMP_NUM_THREADS: '5' }])(
    'the numbers are right with %j',
    async (environment) => {
      const { passed, failures } = await runConformance(': threads', environment);
      expect(failures).toEqual([]);
      expect(passed).toBeGreaterThan(40);
    },
    2 * minutes,
  );
});
