import pg from 'pg';
import { DataSource } from 'typeorm';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { spanOf } from '#libs/kernel/src/edtf/span.js';
import type { CaseId, OfficeId } from '#libs/kernel/src/ids.js';
import { nameKeys, nameSound } from '#libs/policies/src/names/name-keys.js';
import { RowTable } from '#libs/projections/src/row-table.js';
import { CaseAccessRow } from '#libs/read-models/src/case-access/case-access.entity.js';
import { CaseFileRow } from '#libs/read-models/src/case-file/case-file.entity.js';
import { factsByViewer } from '#libs/read-models/src/case-file/facts-by-viewer.js';
import { CaseNameRow } from '#libs/read-models/src/case-names/case-name.entity.js';
import { captured, OFFICE, opened } from '#libs/read-models/src/testing/events.js';
import { copyRows, withoutIndexes } from './copy-rows.js';
import { people, type Person } from './people.js';

const AT_ONCE = 10_000;
/** One case of a thousand is this office's. */
export const OFFICE_OF_FEW = 'f0000000-0000-4000-8000-000000000000';

/** Fills the tables that searches read with so many fictional people, by COPY: what projections would have written, but for the events. */
export async function seedRows(url: string, count: number, seed: number): Promise<void> {
  const entities = [CaseNameRow, CaseFileRow, CaseAccessRow];
  const database = await new DataSource({ type: 'postgres', url, entities }).initialize();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const [names, files, accesses] = entities.map((entity) => new RowTable(database.getMetadata(entity))) as [
      RowTable,
      RowTable,
      RowTable,
    ];
    const indexes = await withoutIndexes(client);
    for (let at = 0; at < count; at += AT_ONCE) {
      const some = people(Math.min(AT_ONCE, count - at), seed + at);
      await copyRows(client, names, some.map(nameRow));
      await copyRows(client, files, some.map(fileRow));
      await copyRows(client, accesses, some.map(accessRow));
    }
    for (const index of indexes) await client.query(index);
    await client.query('VACUUM ANALYZE read.case_name, read.case_file, read.case_access');
  } finally {
    await client.end();
    await database.destroy();
  }
}

const place = ({ id }: Person) => ({ caseId: id as CaseId, revision: 1, position: '1' });

function nameRow(person: Person): CaseNameRow {
  const name = { ...person.uk, patronymic: person.hasPatronymic ? person.uk.patronymic : null };
  const { earliest, latest } = spanOf(edtf(person.born));
  return {
    ...place(person),
    spelling: 'document',
    ...name,
    serviceNumber: null,
    born: edtf(person.born),
    bornFrom: earliest,
    bornTo: latest,
    keys: nameKeys(name),
    sound: nameSound(name),
    isGuarded: false,
  };
}

const ENTRIES = [opened, captured].map((event, revision) => ({
  revision,
  position: '1',
  knownFrom: '2025-06-14T00:00:00.000Z',
  exchanges: [],
  event,
}));
const FACTS = factsByViewer(ENTRIES);

const fileRow = (person: Person): CaseFileRow => ({
  ...place(person),
  entries: ENTRIES,
  revealed: {},
  facts: FACTS,
});

const accessRow = (person: Person, index: number): CaseAccessRow => ({
  ...place(person),
  openedFor: 'prisoner-of-war',
  assignment: {
    offices: [(index % 1_000 === 0 ? OFFICE_OF_FEW : OFFICE) as OfficeId],
    staff: [],
    sensitivity: 'ordinary',
  },
  glass: [],
});
