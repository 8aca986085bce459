import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES, type Role } from '#libs/access/src/roles.js';
import { homewardEvents } from '#libs/stored-events/src/homeward-events.js';
import { CAPTURE, IDENTITY, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { CANARY, fromSchema, type Schema, type Schemas } from '#test/support/fuzz.js';
import { startHomeward, type Homeward } from '#test/support/homeward.js';
import type { Answer } from '#test/support/http-client.js';

const REQUESTS = Number(process.env['HOMEWARD_FUZZ_REQUESTS'] ?? 20_000);
const AT_ONCE = 32;
const SEED = Number(process.env['HOMEWARD_FUZZ_SEED'] ?? Date.now() % 1_000_000);

/** Events with a text that is of nobody: the title of an agreement. */
const PUBLIC = new Set(
  homewardEvents.definitions
    .filter(({ shapes }) => JSON.stringify(shapes).includes('"publicText"'))
    .map(({ type }) => type),
);

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly revision: string;
  readonly query: string;
  readonly contentType: string;
  readonly body: string | null;
  /** `current` stands for the last ETag that was answered for this id. */
  readonly ifMatch: string;
  readonly key: string;
  readonly role: Role;
  readonly reason: string;
}

describe('Requests made up from the description of the api', () => {
  let homeward: Homeward;
  let description: Description;
  let before: bigint | null;
  const etags = new Map<string, string>();
  beforeAll(async () => {
    homeward = await startHomeward();
    const { client } = homeward;
    description = (await client.get('/docs-json')).body as unknown as Description;
    for (let person = 0; person < 4; person++) {
      const thread = await Thread.begin(client, 'cases', OPENED);
      await thread.post('identity', IDENTITY);
      await thread.post('capture', CAPTURE);
      etags.set(thread.id, thread.etag);
    }
    const exchange = { occurredAt: '2025-06-12', plannedFor: '2025-06-14', agreements: [], basis: SOURCE };
    const received = { occurredAt: '2025-06-11', direction: 'to-ukraine', counts: [], basis: SOURCE };
    const planned = await Thread.begin(client, 'exchanges', exchange, { as: 'negotiator' });
    const reception = await Thread.begin(client, 'receptions', received);
    for (const thread of [planned, reception]) etags.set(thread.id, thread.etag);
    before = (await homeward.store.rest(null))?.last.position ?? null;
  });
  afterAll(() => homeward?.stop());

  it(
    `are never a fault of ours, change nothing when refused, and leave nothing personal in logs (seed ${SEED})`,
    async () => {
      const accepted = new Set<string>();
      const seen = new Map<number, number>();
      const faults: string[] = [];
      const check = (request: Request, { status, headers, body, text }: Answer): void => {
        seen.set(status, (seen.get(status) ?? 0) + 1);
        const tag = headers.get('etag');
        if (tag !== null) etags.set(typeof body['id'] === 'string' ? body['id'] : request.id, tag);
        if (status < 400) return void accepted.add(headers.get('x-request-id') ?? '');
        const isProblem = /^urn:homeward:problem:[a-z-]+$/.test(String(body['type']));
        if (status >= 500 || !isProblem || text.includes(CANARY))
          faults.push(`${status} ${text.slice(0, 300)} to ${JSON.stringify(request).slice(0, 700)}`);
      };
      const requests = fc.sample(made(description, [...etags.keys()]), { numRuns: REQUESTS, seed: SEED });
      const one = async (): Promise<void> => {
        for (let request = requests.pop(); request !== undefined; request = requests.pop())
          check(request, await send(homeward, request, etags));
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
      expect(faults).toEqual([]);
      // Beyond the gate and the form, on to the rules and into the log.
      expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 201, 202, 400, 403, 404, 409, 412]));

      const stray: string[] = [];
      for await (const { type, metadata, data } of homeward.store.readAll(before)) {
        const { $correlationId, actor } = JSON.parse(Buffer.from(metadata).toString()) as Metadata;
        if (actor.role !== 'reaction' && !accepted.has($correlationId)) stray.push(type);
        if (Buffer.from(data).includes(CANARY) && !PUBLIC.has(type))
          stray.push(`personal data of ${type} in the clear`);
      }
      expect(stray).toEqual([]);
      expect(homeward.logged.filter((line) => line.includes(CANARY))).toEqual([]);
      expect(await homeward.metrics.registry.metrics()).not.toContain(CANARY);
    },
    60_000 + REQUESTS * 12,
  );
});

interface Metadata {
  readonly $correlationId: string;
  readonly actor: { readonly role: string };
}

function made(
  { paths, components: { schemas } }: Description,
  ids: readonly string[],
): fc.Arbitrary<Request> {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const someId = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...ids) },
    fc.uuid(),
    fc.string({ maxLength: 200 }),
  );
  const someRevision = fc.oneof({ weight: 4, arbitrary: fc.nat(5).map(String) }, fc.string());
  return fc.constantFrom(...operations).chain(({ path, method, operation }) =>
    fc.record({
      method: fc.constant(method),
      path: fc.constant(path),
      id: someId,
      revision: someRevision,
      query: queryOf(operation, schemas),
      ...bodyOf(operation, schemas),
      ifMatch: fc.oneof(
        { weight: 8, arbitrary: fc.constant('current') },
        { weight: 4, arbitrary: fc.nat(40).map((n) => `"${n}"`) },
        fc.constantFrom('*', 'W/"1"', '""'),
      ),
      key: fc.oneof({ weight: 6, arbitrary: fc.uuid() }, fc.constantFrom('a', 'b', 'c', 'd')),
      role: fc.constantFrom(...ROLES, 'caseworker' as const, 'caseworker' as const, 'negotiator' as const),
      reason: fc.constantFrom('looking into an enquiry', ''),
    }),
  );
}

function queryOf({ parameters = [] }: Operation, schemas: Schemas): fc.Arbitrary<string> {
  const asked = parameters.filter((parameter) => parameter.in === 'query');
  const fitting = fc
    .record(Object.fromEntries(asked.map(({ name, schema = {} }) => [name, fromSchema(schema, schemas)])), {
      requiredKeys: [],
    })
    .map((values) =>
      new URLSearchParams(
        Object.entries(values).map(([name, value]): [string, string] => [name, String(value)]),
      ).toString(),
    );
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant('') },
    { weight: 3, arbitrary: fitting },
    fc.webQueryParameters(),
  );
}

function bodyOf({ requestBody }: Operation, schemas: Schemas) {
  const [contentType, content] = Object.entries(requestBody?.content ?? {})[0] ?? ['', undefined];
  if (content === undefined) return { contentType: fc.constant(''), body: fc.constant(null) };
  const value = fromSchema(content.schema, schemas).map((made) => JSON.stringify(made) ?? 'null');
  const body = contentType.includes('ndjson')
    ? fc.array(value, { maxLength: 5 }).map((lines) => lines.join('\n'))
    : value;
  return { contentType: fc.constant(contentType), body: body as fc.Arbitrary<string | null> };
}

function send(
  { client }: Homeward,
  { method, path, id, revision, query, contentType, body, ifMatch, key, role, reason }: Request,
  etags: ReadonlyMap<string, string>,
): Promise<Answer> {
  const target = path
    .replaceAll('{id}', encodeURIComponent(id))
    .replaceAll('{projection}', 'receptions')
    .replaceAll(/\{\w+\}/g, encodeURIComponent(revision));
  const headers: Record<string, string> = reason === '' ? {} : { 'homeward-reason': reason };
  if (contentType !== '') {
    headers['content-type'] = contentType;
    headers['idempotency-key'] = key;
    headers['if-match'] = ifMatch === 'current' ? (etags.get(id) ?? '"0"') : ifMatch;
  }
  const init = body === null ? { method, headers } : { method, headers, body };
  return client.send(query === '' ? target : `${target}?${query}`, init, { as: role });
}
