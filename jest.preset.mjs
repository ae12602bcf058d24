import { fileURLToPath } from 'node:url';

/** The jest configuration every package shares: ESM, sources compiled by swc, workspace packages read from their sources. */
export const preset = (displayName) => ({
  displayName,
  // A busy machine may take ten times as long as an idle one.
  testTimeout: 60_000,
  testEnvironment: fileURLToPath(new URL('jest.environment.mjs', import.meta.url)),
  testEnvironmentOptions: { customExportConditions: ['@resnet/source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
});
