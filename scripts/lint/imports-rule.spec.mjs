import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { importsRule } from './imports-rule.mjs';

const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });
const filename = '/suite/packages/engine/src/reference/engine.ts';
const options = [{ folder: '/suite/packages/engine', workspace: ['@resnet/models'], external: ['vega'] }];
const allowed = (code) => ({ name: `allows ${code}`, code, filename, options });
const forbidden = (code, messageId) => ({ name: `forbids ${code}`, code, filename, options, errors: [{ messageId }] });

tester.run('imports', importsRule, {
  valid: [
    "import { readFile } from 'node:fs/promises';",
    "import { flatten } from '../flatten.js';",
    "import type { Layer } from '@resnet/models';",
    "export { parse } from 'vega/parse';",
  ].map(allowed),
  invalid: [
    forbidden("import { createRandom } from '@resnet/random';", 'workspace'),
    forbidden("import type { Run } from '@resnet/run-log';", 'workspace'),
    forbidden("type Random = import('@resnet/random').Random;", 'workspace'),
    forbidden("export * from '@resnet/datasets/images';", 'workspace'),
    forbidden("import { layer } from '../../../models/src/layer.js';", 'outside'),
    forbidden("await import('sharp');", 'external'),
  ],
});
