import { DataSource } from 'typeorm';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { StaffId } from '#libs/kernel/src/ids.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import { Live } from '#libs/projections/src/testing/live.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { allProjections } from '../../all-projections.js';
import { readMigrations } from '../../read-migrations.js';
import { FactsAsOfHandler, FactsAsOfQuery } from '../facts-as-of.query.js';
import { FactsBetweenHandler, FactsBetweenQuery } from '../facts-between.query.js';
import type { ThingKind } from '../things.js';

export const NOW: When = { validAt: null, knownAt: null };
export const known = (knownAt: Date, day: string | null = null): When => ({
  knownAt,
  validAt: day === null ? null : civilDay(day),
});
export const on = (day: string): When => ({ ...NOW, validAt: civilDay(day) });

/** One thing, of which events are recorded and which is asked in both times. */
export class Asking {
  #revision: number | null = null;

  constructor(
    readonly hall: AskingHall,
    readonly kind: ThingKind,
    readonly id: string,
    readonly viewer: StaffId,
  ) {}

  /** Records events, and answers an instant at which they are known and nothing later is. */
  async tell(...events: readonly HomewardEvent[]): Promise<Date> {
    const { live } = this.hall;
    const position = await live.append(`${this.kind}-${this.id}`, this.#revision, ...events);
    this.#revision = (this.#revision ?? -1) + events.length;
    await live.passed(`${this.kind}s`, position);
    const [row] = await live.rows<{ at: Date }>(
      `SELECT max(known_from) AS at FROM read.${this.kind}_entry WHERE ${this.kind}_id = $1`,
      [this.id],
    );
    const at = row?.at ?? new Date();
    while (Date.now() <= at.getTime()) await new Promise((resolve) => setImmediate(resolve));
    return at;
  }

  /** The facts by question; null where nothing is known. */
  async facts(when: When = NOW, viewer = this.viewer): Promise<Record<string, unknown> | null> {
    const query = new FactsAsOfQuery(this.kind, this.id, viewer, when);
    const facts = await new FactsAsOfHandler(this.hall.db).execute(query);
    return facts && Object.fromEntries(facts.map(({ question, fact }) => [question, fact]));
  }

  between(from: When, to: When = NOW, viewer = this.viewer) {
    return new FactsBetweenHandler(this.hall.db).execute(
      new FactsBetweenQuery(this.kind, this.id, viewer, from, to),
    );
  }
}

export class AskingHall {
  private constructor(
    readonly live: Live,
    readonly db: DataSource,
  ) {}

  static async open(): Promise<AskingHall> {
    const live = await Live.start(readMigrations);
    const db = await new DataSource({ type: 'postgres', url: live.databaseUrl }).initialize();
    live.run(allProjections);
    return new AskingHall(live, db);
  }

  async close(): Promise<void> {
    await this.db.destroy();
    await this.live.close();
  }
}
