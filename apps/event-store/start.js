import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Builds only what was never built: a start that has to wait for the compiler is not ready in 300 ms.
const program = new URL('../../dist/apps/event-store/src/main.js', import.meta.url);
if (!existsSync(program)) {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  execSync('npm run --silent build', { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}
await import(program.href);
