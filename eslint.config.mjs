import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { importTable } from './scripts/lint/import-table.mjs';
import { importsRule } from './scripts/lint/imports-rule.mjs';

const declared = (folder, ...kinds) => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, folder, 'package.json'), 'utf8'));
  return kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {}));
};

/** The imports rule for one package; its tests may also use the tools the root declares. */
const importsOf = ([folder, row]) => {
  const workspace = row.map((name) => `@resnet/${name}`);
  const own = declared(folder, 'dependencies', 'devDependencies', 'peerDependencies');
  const rules = (external) => ({
    'resnet/imports': ['error', { folder: join(import.meta.dirname, folder), workspace, external }],
  });
  return [
    { files: [`${folder}/*/**/*.{ts,js,mjs}`], rules: rules(own) },
    { files: [`${folder}/*/**/*.{spec,fixture}.ts`], rules: rules([...own, ...declared('.', 'devDependencies')]) },
  ];
};

export default defineConfig(
  globalIgnores(['**/dist/', '**/out-tsc/', '**/build/', '.nx/', 'reproduction/', 'report/', 'runs/']),
  {
    plugins: { resnet: { rules: { imports: importsRule } } },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.spec.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        AbortController: 'readonly',
        console: 'readonly',
        performance: 'readonly',
        process: 'readonly',
        URL: 'readonly',
      },
    },
  },
  {
    // What says that a Node is too old must be read by old ones, Node 12 among them.
    files: ['scripts/task.mjs', 'packages/cli/bin/*.js'],
    languageOptions: { ecmaVersion: 2020 },
    rules: {
      'no-restricted-syntax': ['error', 'ChainExpression', "LogicalExpression[operator='??']"],
    },
  },
  Object.entries(importTable).flatMap(importsOf),
);
