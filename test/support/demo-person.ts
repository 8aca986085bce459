import type { Answer, Ask, Client } from './http-client.js';

export const SOURCE = [{ kind: 'source', speaker: 'coordination-headquarters' }] as const;
export const DECISION = [{ kind: 'document', id: '7d444840-9dc0-4c11-8a1b-5b8a4e0f2c11' }] as const;

/** A fictional person. */
export const IDENTITY = {
  occurredAt: '2022-05-20',
  name: { surname: 'Вигаданенко', givenNames: 'Тарас', patronymic: 'Ігорович' },
  latinName: { surname: 'Vyhadanenko', givenNames: 'Taras' },
  born: '2001-03-XX',
  sex: 'male',
  rank: 'senior-lieutenant',
  serviceNumber: 'ВГ-000001',
  unit: null,
  basis: SOURCE,
};

export const OPENED = { occurredAt: '2022-05-25', openedFor: 'prisoner-of-war', basis: SOURCE };
export const CAPTURE = { occurredAt: '2022-05-20', place: 'Маріуполь', basis: SOURCE };

/** Follows one stream: each change names the revision of the answer before. */
export class Thread {
  private constructor(
    readonly client: Client,
    readonly path: string,
    public last: Answer,
  ) {}

  static async begin(client: Client, noun: string, body: unknown, ask: Ask = {}): Promise<Thread> {
    const created = await client.post(`/${noun}`, body, ask);
    if (created.status !== 201) throw new Error(`${noun} was not created: ${created.text}`);
    return new Thread(client, `/${noun}/${String(created.body['id'])}`, created);
  }

  get id(): string {
    return this.path.split('/')[2] ?? '';
  }

  get etag(): string {
    return this.last.headers.get('etag') ?? '';
  }

  /** A change that must succeed. */
  async post(
    door: string,
    body: unknown,
    { via = this.client, ...ask }: Ask & { readonly via?: Client } = {},
  ): Promise<Answer> {
    const answer = await via.post(`${this.path}/${door}`, body, { ifMatch: this.etag, ...ask });
    if (answer.status !== 200) throw new Error(`${door} was refused: ${answer.text}`);
    return (this.last = answer);
  }

  /** What this thread wrote, read back. */
  read(query = '', ask: Ask = {}): Promise<Answer> {
    return this.client.get(`${this.path}${query}`, { after: this.last, ...ask });
  }
}
