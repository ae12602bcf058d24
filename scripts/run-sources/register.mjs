// Lets a thread of a test run TypeScript sources, as jest does: node --import scripts/run-sources/register.mjs
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
