import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const NO_DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
const NO_WILDCARD = { selector: 'ExportAllDeclaration', message: 'Name what is exported.' };
/** Deciders are pure: time, ids and randomness come in with the command. */
const PURE = [
  { selector: ':function[async=true]', message: 'The domain is synchronous.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The domain has no clock.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'The domain has no clock.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'The domain has no randomness.' },
  { selector: "Identifier[name='process']", message: 'The domain has no process.' },
  { selector: "Identifier[name='crypto']", message: 'The domain has no randomness.' },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.countersign/**', '**/*.d.ts'] },
  eslint.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'error',
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_WILDCARD],
      'max-lines': ['error', { max: 500 }],
      'max-lines-per-function': ['error', { max: 70 }],
      'no-control-regex': 'off',
    },
  },
  { files: ['**/domain/**/*.ts'], ignores: ['**/*.spec.ts'], rules: { 'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_WILDCARD, ...PURE] } },
  { files: ['**/*.spec.ts', 'libs/event-log/src/contract-suite/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['**/vite.config.ts', 'tools/ci/quiet-reporter.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly', fetch: 'readonly', setTimeout: 'readonly', setInterval: 'readonly', URL: 'readonly' } } },
);
