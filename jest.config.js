const shared = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/', '<rootDir>/.homeward/'],
};

const project = (displayName) => ({
  ...shared,
  displayName,
  testMatch: [`<rootDir>/{apps,libs,test}/**/*.${displayName}.spec.ts`],
});

/** One PostgreSQL per run, started when the first spec asks for it. */
const withPostgres = (settings) => ({
  ...settings,
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
});

export default {
  projects: [project('unit'), withPostgres(project('int')), withPostgres(project('e2e'))],
  testTimeout: 60_000,
  maxWorkers: 2,
  // A worker lets go of no spec's modules: at 3 GB, the collection of garbage takes as long as the tests.
  workerIdleMemoryLimit: '700MB',
};
