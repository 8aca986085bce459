import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { httpCommandId } from '#libs/command-handling/src/derived-ids.js';
import { STAFF, type Place } from './place.js';

/** What the caller was told of a command: it was carried out, and this is where it stands. */
export interface Carried {
  readonly stream: string;
  readonly commandId: string;
  readonly revision: number;
  readonly types: readonly string[];
}

type Role = keyof typeof STAFF;
const SOURCE = [{ kind: 'source', speaker: 'coordination-headquarters' }];
const GIVE_UP_MS = 60_000;

/**
 * Someone who works with Homeward through its API and keeps a ledger of all that she was told. A command without a clear
 * answer is sent again, with its key, until there is one.
 */
export class Caller {
  readonly ledger: Carried[] = [];
  /** How often no answer came, or one that left it open. */
  unanswered = 0;

  constructor(readonly place: Pick<Place, 'apiUrl' | 'tokens'>) {}

  /** The file of a prisoner: opened, captured, and confirmed so many times. Answers the case's id. */
  async prisoner(confirmations = 2): Promise<string> {
    const opening = { occurredAt: '2022-05-25', openedFor: 'prisoner-of-war', basis: SOURCE };
    const { id } = await this.send('caseworker', '/cases', opening);
    await this.onCase(id, 0, 'capture', { occurredAt: '2022-05-20', place: 'Mariupol' });
    for (let n = 0; n < confirmations; n++)
      await this.onCase(id, n + 1, 'captivity-confirmations', {
        occurredAt: `2022-09-${10 + n}`,
        by: 'icrc',
      });
    return id;
  }

  /** An exchange in which these people are handed over. Answers its id. */
  async exchange(people: readonly string[]): Promise<string> {
    const planned = { occurredAt: '2025-06-12', plannedFor: '2025-06-14', agreements: [], basis: SOURCE };
    const { id } = await this.send('negotiator', '/exchanges', planned);
    const manifest = people.map((person) => ({ case: person, category: 'general' }));
    const handover = { occurredAt: '2025-06-14', handover: randomUUID(), part: 1, manifest, basis: SOURCE };
    await this.send('negotiator', `/exchanges/${id}/handovers`, handover, 0);
    return id;
  }

  onCase(id: string, revision: number, deed: string, said: object): Promise<{ id: string }> {
    return this.send('caseworker', `/cases/${id}/${deed}`, { ...said, basis: SOURCE }, revision);
  }

  async send(role: Role, path: string, body: object, ifMatch?: number): Promise<{ id: string }> {
    const key = randomUUID();
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': key,
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = (await this.#untilAnswered(role, path, init)) as {
      id: string;
      revision: string;
      events: string[];
    };
    const kind = path.startsWith('/cases') ? 'case' : 'exchange';
    const commandId = httpCommandId(STAFF[role], key, 'POST', path);
    this.ledger.push({
      stream: `${kind}-${answer.id}`,
      commandId,
      revision: Number(answer.revision),
      types: answer.events,
    });
    return answer;
  }

  get(path: string): Promise<unknown> {
    return this.#untilAnswered('caseworker', path, {});
  }

  async #untilAnswered(role: Role, path: string, init: RequestInit): Promise<unknown> {
    const authorization = `Bearer ${this.place.tokens[role]}`;
    const until = performance.now() + GIVE_UP_MS;
    for (;;) {
      const answer = await fetch(`${this.place.apiUrl}${path}`, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), authorization },
        signal: AbortSignal.timeout(20_000),
      })
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch(() => null);
      if (answer !== null && answer.status < 300) return JSON.parse(answer.text);
      if (answer !== null && answer.status !== 503)
        throw new Error(`${init.method ?? 'GET'} ${path} was answered ${answer.status}: ${answer.text}`);
      this.unanswered++;
      if (performance.now() > until)
        throw new Error(`${path} had no clear answer: ${answer?.text ?? 'none'}`);
      await pause(25);
    }
  }
}
