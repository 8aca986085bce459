import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

// Runs the contract on the embedded server, or on any other: npm run test:contract -- --url esdb://...
const { values, positionals } = parseArgs({
  options: { url: { type: 'string' } },
  allowPositionals: true,
});
const env = { ...process.env };
const passedOver = [];
if (values.url !== undefined) {
  env.CONTRACT_URL = values.url;
  if (/[?&]tls=false(&|$)/i.test(values.url)) {
    process.stdout.write(
      'The server is not encrypted, so nobody sends credentials: access is passed over.\n',
    );
    passedOver.push('--testPathIgnorePatterns', 'test/contract/access');
  }
}
const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];
const paths = positionals.length > 0 ? positionals : ['test/contract'];
const { status } = spawnSync(process.execPath, [...jest, ...paths, ...passedOver], { env, stdio: 'inherit' });
process.exitCode = status ?? 1;
