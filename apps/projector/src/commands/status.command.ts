import type { Command } from 'commander';
import { readRebuilds } from '#libs/projections/src/rebuild/stored-rebuild.js';
import type { EventPlace, StopReport } from '#libs/projections/src/stop-report.js';
import { readReactionStops } from '#libs/reactions/src/ask-reaction.js';
import { withDatabase } from './request.js';

interface CheckpointRow {
  readonly projection: string;
  readonly version: number;
  readonly position: string | null;
  readonly stopped: StopReport | null;
}

interface SkippedRow extends EventPlace {
  readonly projection: string;
  readonly who: string;
  readonly why: string;
  readonly at: Date;
}

const SKIPPED = `
  SELECT c.projection, s.*, r.who, r.why, r.at
  FROM read.checkpoint c, jsonb_to_recordset(c.skipped) AS s (id uuid, stream text, revision int, position text, type text)
  LEFT JOIN LATERAL (
    SELECT who, why, at FROM records.operator_request
    WHERE kind = 'skip' AND projection = c.projection AND event_id = s.id ORDER BY id DESC LIMIT 1
  ) AS r ON true
  ORDER BY c.projection, s.position::bigint`;

export function statusCommand(program: Command): void {
  program
    .command('status')
    .description(
      'How far each projection has come, what stopped it, which events its rows lack, and its last rebuild.',
    )
    .action(() =>
      withDatabase(async (db) => {
        const { rows } = await db.query<CheckpointRow>(
          'SELECT projection, version, position, stopped FROM read.checkpoint ORDER BY projection',
        );
        const lines = rows.flatMap(({ projection, version, position, stopped }) => [
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
        const { rows: skipped } = await db.query<SkippedRow>(SKIPPED);
        for (const { projection, id, stream, revision, type, who, why, at } of skipped)
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
