// Installs and builds, and no more: what npm test and npm run reproduce do first.
import { setUp } from './set-up/set-up.mjs';

await setUp();
