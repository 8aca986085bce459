import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { exportSubject, type Exported } from '#libs/audit/src/export/export-subject.js';
import type { Subject } from '#libs/audit/src/subjects/subject.js';
import { OperatorError } from '../operator-error.js';
import { readsPersonalData, subjectArgument, type ReadingOptions } from '../options.js';
import { asJson } from '../print/as-json.js';
import { eventTable, utc } from '../print/event-words.js';
import { asPage } from '../print/page.js';
import type { Report } from '../print/report.js';
import { readLogged } from '../read-logged.js';
import { factTable } from '../print/fact-rows.js';

interface Options extends ReadingOptions {
  readonly out: string;
}

/** `export`: one case whole, to be given away: as JSON, and as a page to be read. */
export function exportCommand(program: Command): void {
  const command = program
    .command('export')
    .description(
      'writes one case (or other subject) whole, as JSON and as a page: its events, what stands, who had access, and what was left out',
    )
    .argument('<subject>', 'the id of a case, or the name of a stream: exchange-<id>, ...', subjectArgument)
    .requiredOption('--out <folder>', 'where the two files are written; nothing there is overwritten');
  readsPersonalData(command).action(run);
}

async function run({ kind, stream }: Subject, options: Options): Promise<void> {
  const files = { json: join(options.out, `${stream}.json`), page: join(options.out, `${stream}.html`) };
  const taken = Object.values(files).find((file) => existsSync(file));
  if (taken !== undefined)
    throw new OperatorError(
      `${taken} exists, and is not overwritten. Choose another folder with --out, or move it away.`,
    );
  const found = await readLogged(
    'export',
    [stream],
    options,
    (parts) => exportSubject(parts, { kind, stream }, parts.accessesOf),
    `There is no such ${kind}. Check the id.`,
  );
  const exported = { exportedAt: new Date(), why: options.why, ...found };
  await mkdir(options.out, { recursive: true });
  await writeNew(files.json, asJson(exported));
  await writeNew(files.page, asPage(reportOf(found, options.why)));
  process.stdout.write(
    `${files.json}\n${files.page}\n${found.events.length} events, ${found.accesses.length} accesses. Left out:\n${found.leftOut.map((each) => `  - ${each}\n`).join('')}`,
  );
}

/** For this user alone. */
async function writeNew(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx', mode: 0o600 });
}

function reportOf({ subject, events, file, accesses, leftOut }: Exported, why: string): Report {
  return {
    title: `${subject}, whole`,
    about: [
      ['subject', subject],
      ['exported', `${utc(new Date())} UTC`],
      ['why', why],
    ],
    tables: [
      factTable('What stands', file.facts),
      eventTable('What was recorded', events),
      {
        title: 'Who had access',
        columns: ['when (UTC)', 'who', 'by', 'why', 'outcome'],
        rows: accesses.map(({ at, who, role, route, why: reason, outcome }) => [
          utc(at),
          `${role} ${who}`,
          route,
          reason ?? '-',
          outcome,
        ]),
      },
      { title: 'What was left out', columns: [''], rows: leftOut.map((each) => [each]) },
    ],
    notes: file.contradictions.map((word) => `contradiction: ${word}`),
  };
}
