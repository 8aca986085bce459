const wanted = process.env['HOMEWARD_FAULTS'] === '1' ? process.env['HOMEWARD_CRASH_AT'] : undefined;
const [, wantedName, nth] = /^(.*?)(?::(\d+))?$/.exec(wanted ?? '') ?? [];
let passesLeft = Number(nth ?? 1);

/**
 * Kills this process at once (SIGKILL, nothing is flushed) when it passes the point named by HOMEWARD_CRASH_AT,
 * for the Nth time when the name ends in `:N`. Does nothing unless HOMEWARD_FAULTS=1 is set as well, so that no
 * single stray variable can stop a production process.
 */
export function crashPoint(name: string): void {
  if (wanted === undefined || name !== wantedName) return;
  passesLeft -= 1;
  if (passesLeft === 0) process.kill(process.pid, 'SIGKILL');
}
