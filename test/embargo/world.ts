import { setTimeout as pause } from 'node:timers/promises';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { CAPTURE, DECISION, IDENTITY, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { OFFICE, startHomeward, type Homeward } from '#test/support/homeward.js';
import type { Answer, Ask } from '#test/support/http-client.js';
import { react } from '../../apps/projector/src/react.js';
import { AGREEMENT, HANDOVER, INSIDERS, PEOPLE, PLAN } from './plans.js';

/**
 * One world: who is in the embargoed exchange is all in which it differs from another. The same people ask the same with the same keys
 * in each, so what is made has the same ids.
 */
export class World {
  readonly people: string[] = [];
  /** Somebody of whom nothing is hidden, and with whom nothing happens but what outsiders do. */
  bystander = '';
  agreement = '';
  readonly openAgreements: string[] = [];
  exchange = '';
  otherExchange = '';
  reception = '';
  intake = '';
  /** That of one who needs to know. */
  insideIntake = '';
  /** The last command that was carried out: what is read after it shows everything before it. */
  last: Answer | undefined;
  readonly #stopping = new AbortController();
  #reacting: Promise<void> = Promise.resolve();
  readonly #tokens = new Map<string, string>();

  private constructor(
    readonly homeward: Homeward,
    readonly members: ReadonlySet<number>,
  ) {}

  static async begin(members: readonly number[]): Promise<World> {
    const world = new World(await startHomeward({ logLevel: 'silent' }), new Set(members));
    try {
      await world.#begin();
      return world;
    } catch (error) {
      await world.end();
      throw error;
    }
  }

  async #begin(): Promise<void> {
    const { place, issuer, client } = this.homeward;
    for (const role of ['caseworker', 'negotiator'] as const)
      this.#tokens.set(role, await issuer.mintToken(INSIDERS[role], role, { office: OFFICE }));
    const eventStore = connectEventStore(place.eventStoreUrl);
    const keys = await openFolderKeys(place.keys);
    const { signal } = this.#stopping;
    const parts = { eventStore, codec: homewardCodec(keys), keys, signal, log: place.log };
    this.#reacting = react({ ...parts, databaseUrl: place.databaseUrl, status: {} }).finally(async () => {
      await eventStore.close();
      await keys.close();
    });
    const as = 'negotiator' as const;
    this.agreement = (await Thread.begin(client, 'agreements', AGREEMENT, { as, key: 'agreement' })).id;
    for (const n of [...PEOPLE, 3]) this.people.push(await this.#openCase(n));
    this.bystander = this.people.pop() ?? '';
    const received = { occurredAt: '2025-06-11', direction: 'to-ukraine', counts: [], basis: SOURCE };
    const reception = await Thread.begin(client, 'receptions', received, { key: 'reception' });
    this.reception = reception.id;
    const list = { occurredAt: '2025-06-07', list: 'list-of-the-icrc', basis: DECISION };
    const intake = await Thread.begin(client, 'intakes', list, { key: 'intake' });
    this.intake = intake.id;
    this.last = intake.last;
  }

  async #openCase(n: number): Promise<string> {
    const person = await Thread.begin(this.homeward.client, 'cases', OPENED, { key: `open-${n}` });
    await person.post('identity', IDENTITY, { key: 'identity' });
    await person.post('capture', CAPTURE, { key: 'capture' });
    await person.post(
      'negotiations',
      { ...this.#listed('agreed'), occurredAt: '2025-06-05' },
      { key: 'agreed', as: 'negotiator' },
    );
    return person.id;
  }

  #listed(listing: string, exchange: string | null = null) {
    const { agreement } = this;
    return {
      occurredAt: '2025-06-12',
      agreement,
      category: 'aged-18-to-25',
      listing,
      exchange,
      basis: SOURCE,
    };
  }

  get membersIds(): string[] {
    return this.people.filter((_id, n) => this.members.has(n));
  }

  /** Lists somebody, under agreements of their own, in so many exchanges that everybody may know of. */
  async listOpenly(id: string, exchanges: number): Promise<void> {
    const { client } = this.homeward;
    for (let n = 0; n < exchanges; n += 1) {
      const as = 'negotiator' as const;
      const { id: agreement } = await Thread.begin(client, 'agreements', AGREEMENT, { as, key: `open-${n}` });
      this.openAgreements.push(agreement);
      const exchange = await this.#plan(`open-${n}`, agreement);
      const listed = { ...this.#listed('in-a-stage', exchange), agreement };
      await this.inside('negotiator', `/cases/${id}`, 'negotiations', listed);
    }
  }

  /** A change by one who needs to know, at the revision that this one is told. */
  async inside(as: keyof typeof INSIDERS, thing: string, door: string, body: unknown): Promise<Answer> {
    const token = { token: this.#tokens.get(as) ?? '' };
    const { client } = this.homeward;
    const read = await client.get(thing, { as: token, ...this.after });
    const key = `${as} ${door} ${JSON.stringify(body)}`.replaceAll(/[^\x21-\x7e]/g, '').slice(0, 200);
    const answer = await client.post(`${thing}/${door}`, body, {
      as: token,
      key,
      ifMatch: read.headers.get('etag') ?? '"0"',
    });
    // A rule may refuse it for what outsiders recorded meanwhile.
    if (answer.status !== 200 && answer.status !== 409) throw new Error(`${door}: ${answer.text}`);
    if (answer.status === 200) this.last = answer;
    return answer;
  }

  /** What one who needs to know reads. */
  insideRead(path: string): Promise<Answer> {
    const as = { token: this.#tokens.get('negotiator') ?? '' };
    return this.homeward.client.get(path, { as, ...this.after });
  }

  /** Posts lines to an intake; what is read after it shows what they led to. */
  async postLines(intake: string, lines: readonly object[], as: Ask['as'] = 'caseworker'): Promise<Answer> {
    const answer = await this.homeward.client.send(
      `/intakes/${intake}/lines`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson' },
        body: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
      },
      { as },
    );
    const [, token] = /"consistencyToken":"([^"]+)"/.exec(answer.text) ?? [];
    if (token === undefined) throw new Error(`the list was not taken in: ${answer.text}`);
    this.last = { ...answer, headers: new Headers({ 'homeward-consistency-token': token }) };
    return answer;
  }

  /** So that what is read shows all that was written so far. */
  get after(): { after?: Answer } {
    return this.last === undefined ? {} : { after: this.last };
  }

  async #plan(key: string, agreement = this.agreement): Promise<string> {
    const { token } = { token: this.#tokens.get('negotiator') ?? '' };
    const plan = { ...PLAN, agreements: [agreement] };
    const thread = await Thread.begin(this.homeward.client, 'exchanges', plan, { key, as: { token } });
    this.last = thread.last;
    return thread.id;
  }

  async #handOver(exchange: string, people: readonly string[]): Promise<void> {
    const { agreement } = this;
    const manifest = people.map((id) => ({ case: id, agreement, category: 'aged-18-to-25' }));
    const body = { occurredAt: '2025-06-14', handover: HANDOVER, part: 1, manifest, basis: SOURCE };
    await this.inside('negotiator', `/exchanges/${exchange}`, 'handovers', body);
    for (const id of people) await this.#dealtWith(id, exchange);
  }

  /** Waits until what the handover leads to was recorded. */
  async #dealtWith(id: string, exchange: string): Promise<void> {
    for (;;) {
      for await (const event of this.homeward.store.read(`case-${id}`)) {
        const data = Buffer.from(event.data).toString();
        if (/^(Returned|ReactionDeclined)$/.test(event.type) && data.includes(`exchange-${exchange}`)) return;
      }
      await pause(5);
    }
  }

  /** What happens, in order; after each of these everyone looks and tries what they can. */
  readonly happenings: readonly (() => Promise<void>)[] = [
    async () => {
      this.exchange = await this.#plan('exchange');
      const needToKnow = Object.values(INSIDERS);
      const embargo = { occurredAt: '2025-06-12', needToKnow, basis: SOURCE };
      await this.inside('negotiator', `/exchanges/${this.exchange}`, 'embargo', embargo);
    },
    async () => {
      const as = { token: this.#tokens.get('negotiator') ?? '' };
      const { client } = this.homeward;
      const list = { occurredAt: '2025-06-12', list: 'own-register', basis: DECISION };
      const intake = await Thread.begin(client, 'intakes', list, { as, key: 'inside-intake' });
      this.insideIntake = intake.id;
      const listed = this.membersIds.map((id, n) => ({
        ref: `in.${n}`,
        post: `/cases/${id}/negotiations`,
        body: this.#listed('in-a-stage', this.exchange),
      }));
      const seen = {
        ref: 'seen',
        post: `/cases/${this.bystander}/negotiations`,
        body: this.#listed('agreed'),
      };
      await this.postLines(intake.id, [...listed, seen], as);
    },
    async () => {
      if (this.members.size > 0) await this.#handOver(this.exchange, this.membersIds);
    },
    async () => {
      // On everybody alike: what those who know do in the open is theirs to keep apart from what they know.
      for (const id of this.people) {
        const closing = { occurredAt: '2025-06-15', reason: 'search-ended', basis: SOURCE };
        await this.inside('caseworker', `/cases/${id}`, 'closure', closing);
        const reopening = { occurredAt: '2025-06-16', reason: 'new-information', basis: SOURCE };
        await this.inside('caseworker', `/cases/${id}`, 'reopening', reopening);
        await this.inside('caseworker', `/cases/${id}`, 'capture', { ...CAPTURE, occurredAt: '2025-06-17' });
      }
      for (const id of this.people)
        await this.inside('caseworker', `/cases/${id}`, 'notes', {
          occurredAt: '2025-06-18',
          note: 'the family was called',
          basis: SOURCE,
        });
    },
    async () => {
      this.otherExchange = await this.#plan('other-exchange');
      await this.#handOver(this.otherExchange, this.people);
    },
  ];

  /** Lifts the embargo. */
  async complete(): Promise<void> {
    const body = { occurredAt: '2025-07-23', basis: SOURCE };
    await this.inside('negotiator', `/exchanges/${this.exchange}`, 'completion', body);
  }

  async end(): Promise<void> {
    this.#stopping.abort();
    await this.#reacting;
    await this.homeward.stop();
  }
}
