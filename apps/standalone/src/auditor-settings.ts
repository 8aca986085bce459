import { writeFile } from 'node:fs/promises';
import type { DataFolder } from './data-folder.js';
import { DEMO_STAFF } from './demo-staff.js';

/** Leaves what the auditor's commands need where they look for it; it holds a password, so it is this user's alone. */
export async function writeAuditorSettings(
  folder: DataFolder,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const lines = Object.entries({ ...settings, HOMEWARD_STAFF: DEMO_STAFF.get('auditor') ?? '' });
  const text = lines.map(([name, value]) => `${name}=${JSON.stringify(value)}\n`).join('');
  await writeFile(folder.auditorSettings, text, { mode: 0o600 });
}
