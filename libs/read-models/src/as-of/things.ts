import type { DataSource } from 'typeorm';
import type { AgreementEvent } from '#libs/agreements/src/agreement-events.js';
import { questionsOfAgreement } from '#libs/agreements/src/questions-of-agreement.js';
import { questionsOfExchange } from '#libs/agreements/src/questions-of-exchange.js';
import type { ToldOfExchange } from '#libs/agreements/src/told-of-exchange.js';
import type { StaffId } from '#libs/kernel/src/ids.js';
import { questionsOfReception } from '#libs/remains/src/questions-of-reception.js';
import type { ReceptionEvent } from '#libs/remains/src/reception-events.js';
import { EMBARGOED } from '../exchange-figures/withheld.js';
import type { KnownEntry } from './differs.js';
import { NotFilledYet } from './not-filled-yet.js';
import { toldThing, type ToldThing } from './told-thing.js';

interface Row<E> {
  readonly entries: readonly KnownEntry<E>[] | null;
}

/** Of what was stated in public everybody is told everything. `row`: the table in which the thing has a row of its own. */
const inPublic = (thing: string, row: string): string => `
  SELECT (
    SELECT jsonb_agg(jsonb_build_object('revision', revision, 'knownFrom', known_from, 'event', event) ORDER BY revision)
    FROM read.${thing}_entry WHERE ${thing}_id = $1
  ) AS entries
  FROM read.${row} WHERE ${thing}_id = $1 LIMIT 1`;

const OF_EXCHANGE = 'SELECT told, entries FROM read.exchange_entries_for($1, $2) LIMIT 1';

const WITHHELD = new Map([['handedOver', { kind: 'withheld', reason: EMBARGOED } as const]]);

type Find = (db: DataSource, id: string, viewer: StaffId) => Promise<ToldThing | null>;

/** What can be asked in both times beside cases: how each is found, as somebody may see it. Throws NotFilledYet. */
export const things = {
  async agreement(db, id) {
    const [row] = await db.query<Row<AgreementEvent>[]>(inPublic('agreement', 'agreement'), [id]);
    return row ? toldThing(questionsOfAgreement, filled(row)) : null;
  },
  async exchange(db, id, viewer) {
    const [row] = await db.query<(Row<ToldOfExchange> & { told: boolean })[]>(OF_EXCHANGE, [viewer, id]);
    return row ? toldThing(questionsOfExchange, filled(row), row.told ? undefined : WITHHELD) : null;
  },
  async reception(db, id) {
    const [row] = await db.query<Row<ReceptionEvent>[]>(inPublic('reception', 'reception_figures'), [id]);
    return row ? toldThing(questionsOfReception, filled(row)) : null;
  },
} as const satisfies Record<string, Find>;

export type ThingKind = keyof typeof things;

function filled<E>({ entries }: Row<E>): readonly KnownEntry<E>[] {
  if (entries === null) throw new NotFilledYet();
  return entries;
}
