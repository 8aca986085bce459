import { fork } from 'node:child_process';

/** Runs a built entry to its end. Rejects with its last words if it fails. */
export function runOnce(
  entry: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(entry, args, { env: { ...process.env, ...environment }, silent: true });
    let words = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => (words += text.toString()));
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(words.trim().slice(-2_000)))));
  });
}
