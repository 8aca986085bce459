import type { Command } from 'commander';
import { readCheckpoints } from '#libs/projections/src/checkpoints.js';
import { readRebuilds } from '#libs/projections/src/rebuild/stored-rebuild.js';
import type { StopReport } from '#libs/projections/src/stop-report.js';
import { readSkipped } from '#libs/projections/src/skips.js';
import { readReactionStops } from '#libs/reactions/src/ask-reaction.js';
import { withDatabase } from './request.js';

export function statusCommand(program: Command): void {
  program
    .command('status')
    .description(
      'How far each projection has come, what stopped it, which events its rows lack, and its last rebuild.',
    )
    .action(() =>
      withDatabase(async (db) => {
        const lines = (await readCheckpoints(db)).flatMap(({ projection, version, position, stopped }) => [
          `${projection}: version ${version}, at ${position ?? 'the start'}`,
          ...stopLines(stopped),
        ]);
        for (const { projection, state, version, events, stopped, differences } of await readRebuilds(db))
          lines.push(
            `rebuild of ${projection} to version ${version}: ${state}, ${events} events`,
            ...Object.entries(differences ?? {}).map(
              ([table, count]) => `  ${table}: ${count} rows were not the same`,
            ),
            ...stopLines(stopped),
          );
        for (const { reaction, stopped } of await readReactionStops(db))
          lines.push(`reaction ${reaction}:`, ...stopLines(stopped));
        for (const { projection, id, stream, revision, type, who, why, at } of await readSkipped(db))
          lines.push(
            `${projection} lacks event ${id} (${type}, revision ${revision} of ${stream}): skipped by ${who} on ${at.toISOString()}, because: ${why}`,
          );
        process.stdout.write(`${lines.join('\n')}\n`);
      }),
    );
}

function stopLines(stopped: StopReport | null): string[] {
  if (stopped === null) return [];
  const { at, error, remedy, event } = stopped;
  const where = event && `  event ${event.id} (${event.type}, revision ${event.revision} of ${event.stream})`;
  return [`  stands still since ${at}: ${error}`, ...(where === null ? [] : [where]), `  ${remedy}`];
}
