import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));
delete swc.$schema;

/** One configuration for every test: workspace packages are read from their TypeScript sources (export condition `source`). */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false, jsc: { ...swc.jsc, rewriteRelativeImportExtensions: false }, module: { type: 'es6' } }],
  },
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.nx/', '/.countersign/'],
  modulePathIgnorePatterns: ['/dist/', '/.nx/'],
  // Only against a hang: machines that run tests are busy.
  testTimeout: 120_000,
};
