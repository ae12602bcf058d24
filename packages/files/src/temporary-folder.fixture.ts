import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';

/**
 * The path of a folder that is made for the tests of a file, or of a `describe` block, and removed after them: an empty one
 * for each, or, `shared`, one for all.
 */
export const temporaryFolder = ({ shared = false }: { readonly shared?: boolean } = {}): string => {
  const path = join(tmpdir(), `resnet-${randomUUID()}`);
  const [before, after] = shared ? [beforeAll, afterAll] : [beforeEach, afterEach];
  // A test that ran out of time may be writing there still.
  before(() => mkdir(path, { recursive: true }));
  after(() => rm(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
};
