import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page's script in one piece, as `bundle-page.mjs` leaves it. Throws where the suite has not been built. */
export const readPageScript = (): string => {
  const path = join(import.meta.dirname, '../../build/report-page.js');
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`expected the report page's script in ${path}, found none: npm run build makes it`, { cause });
  }
};

/** A policy that lets a page load nothing and run nothing but this script, which may not turn text into code. */
export const contentPolicy = (script: string): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
