// Runs one of Homeward's programs: node docker/start.js <program> [arguments].
const PROGRAMS = {
  api: 'api/src/main.js',
  projector: 'projector/src/main.js',
  operate: 'projector/src/operate.js',
  migrate: 'projector/src/migrate.js',
  auditor: 'auditor/src/main.js',
  reports: 'reports/src/main.js',
};

const [name = ''] = process.argv.splice(2, 1);
if (Object.hasOwn(PROGRAMS, name))
  await import(new URL(`../dist/apps/${PROGRAMS[name]}`, import.meta.url).href);
else {
  process.stderr.write(
    `There is no program ${JSON.stringify(name)}. There are: ${Object.keys(PROGRAMS).join(', ')}.\n`,
  );
  process.exitCode = 1;
}
