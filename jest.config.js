import { join } from 'node:path';

// Programs that tests start keep compiled code here, and not in the caches of whoever runs them. Read before any worker starts.
process.env.XDG_CACHE_HOME = join(import.meta.dirname, 'node_modules/.cache');

// What every drawn input of a run comes from: SEED, in CI one a day, at home one a run.
const day = () => new Date().toISOString().slice(0, 10).replaceAll('-', '');
process.env.SEED ??= process.env.CI ? day() : String(Math.floor(Math.random() * 2 ** 31));
process.stderr.write(`SEED=${process.env.SEED}\n`);

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testTimeout: 60_000,
  setupFiles: ['<rootDir>/test/setup.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '^(\\./load)\\.cjs$': '$1.cts' },
  modulePathIgnorePatterns: ['<rootDir>/lib', '<rootDir>/dist'],
  moduleFileExtensions: ['ts', 'cts', 'js', 'cjs', 'mjs', 'json', 'node'],
  transform: {
    '\\.cts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
  },
};
