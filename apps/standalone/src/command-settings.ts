import { writeFile } from 'node:fs/promises';

/**
 * Leaves the settings of a command line program where it looks for them in the data folder. They hold a password, so the
 * file is this user's alone.
 */
export async function writeCommandSettings(
  file: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
  await writeFile(file, lines.join(''), { mode: 0o600 });
}
