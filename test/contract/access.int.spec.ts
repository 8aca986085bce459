import { describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { useSecuredServer } from './secured-server-under-test.js';
import { collect, events, failureOf, record, uniqueStream } from './server-under-test.js';

// The users `admin` and `ops` and the defaults of `$acl` are those of the public documentation ("Security", access
// control lists): ordinary streams are open to all users, system streams and `$all` to `$admins`, anonymous access
// to streams is off. What a refusal looks like was observed on EventStoreDB 24.10.4: denied = status 7
// "Access Denied" with trailer `exception: access-denied`; a bad password = 16 "Unauthenticated".
const server = useSecuredServer();
const denied = { type: 'access-denied', code: 7 };
const unauthenticated = { type: 'access-denied', code: 16 };

type Operation = (client: EventStoreDBClient, stream: string) => Promise<unknown>;
type Follower = Parameters<typeof record>[0];

async function follow(subscription: Follower): Promise<void> {
  const heard = record(subscription);
  await heard.until(() => heard.told.includes('caughtUp') || heard.errors.length > 0);
  if (heard.errors.length > 0) throw heard.errors[0];
  await subscription.unsubscribe();
}

const operations: [name: string, role: string, act: Operation][] = [
  ['read it', 'readRoles', (client, stream) => collect(client.readStream(stream))],
  [
    'read it backwards',
    'readRoles',
    (client, stream) => collect(client.readStream(stream, { direction: 'backwards', fromRevision: 'end' })),
  ],
  ['follow it', 'readRoles', (client, stream) => follow(client.subscribeToStream(stream))],
  ['append to it', 'writeRoles', (client, stream) => client.appendToStream(stream, events(1))],
  ['delete it', 'deleteRoles', (client, stream) => client.deleteStream(stream)],
  ['tombstone it', 'deleteRoles', (client, stream) => client.tombstoneStream(stream)],
  ['read its metadata', 'metaReadRoles', (client, stream) => client.getStreamMetadata(stream)],
  [
    'write its metadata',
    'metaWriteRoles',
    (client, stream) => client.setStreamMetadata(stream, { kind: 'other' }),
  ],
];

async function streamNamed(name: string): Promise<string> {
  const stream = `${name}${uniqueStream('access')}`;
  await server.as('admin').appendToStream(stream, events(2));
  return stream;
}

describe('By default', () => {
  it.each(operations)('a user may %s, an ordinary stream', async (_name, _role, act) => {
    await act(server.as('ops'), await streamNamed(''));
  });

  it.each(operations)('nobody without credentials may %s, an ordinary stream', async (_name, _role, act) => {
    const stream = await streamNamed('');
    expect(await failureOf(act(server.as(), stream))).toMatchObject({ type: 'access-denied' });
  });

  it.each(operations)('a user may not %s, a system stream', async (_name, _role, act) => {
    const stream = await streamNamed('$');
    expect(await failureOf(act(server.as('ops'), stream))).toMatchObject({ type: 'access-denied' });
  });

  it.each(operations)('an administrator may %s, a system stream', async (_name, _role, act) => {
    await act(server.as('admin'), await streamNamed('$'));
  });

  it.each([
    ['read', (client: EventStoreDBClient) => collect(client.readAll({ maxCount: 5 }))],
    [
      'read backwards',
      (client: EventStoreDBClient) =>
        collect(client.readAll({ maxCount: 5, direction: 'backwards', fromPosition: 'end' })),
    ],
    ['follow', (client: EventStoreDBClient) => follow(client.subscribeToAll({ fromPosition: 'end' }))],
    [
      'follow, filtered,',
      (client: EventStoreDBClient) =>
        follow(
          client.subscribeToAll({
            fromPosition: 'end',
            filter: dbClient.streamNameFilter({ prefixes: ['nothing'] }),
          }),
        ),
    ],
  ])('only an administrator may %s $all ("an ordinary user cannot read $all")', async (_name, act) => {
    expect(await failureOf(act(server.as('ops')))).toMatchObject(denied);
    expect(await failureOf(act(server.as()))).toMatchObject(denied);
    await act(server.as('admin'));
  });
});

describe.each(['readRoles', 'writeRoles', 'deleteRoles', 'metaReadRoles', 'metaWriteRoles'])(
  'When $acl gives %s to $admins alone ("$r, $w, $d, $mr, $mw" in the documentation)',
  (restricted) => {
    it.each(operations)('whether a user may %s follows the permission for it', async (_name, role, act) => {
      const stream = await streamNamed('');
      await server.as('admin').setStreamMetadata(stream, { acl: { [restricted]: ['$admins'] } });
      const outcome = act(server.as('ops'), stream);
      if (role === restricted) expect(await failureOf(outcome)).toMatchObject({ type: 'access-denied' });
      else await outcome;
    });
  },
);

describe('A permission ("either a single string or an array of strings representing users or groups")', () => {
  it.each([
    ['the name of the user', 'ops', true],
    ['the name of another', 'admin', false],
    ['the group of the user', '$ops', true],
    ['everyone, $all,', '$all', true],
    ['the user in a list', ['someone', 'ops'], true],
    ['the group in a list', ['someone', '$ops'], true],
    ['others in a list', ['someone', 'else'], false],
    ['an empty list', [], false],
  ])('that names %s is applied', async (_name, roles, allowed) => {
    const stream = await streamNamed('');
    const metadata = dbClient.jsonEvent({ type: '$metadata', data: { $acl: { $r: roles } } });
    await server.as('admin').appendToStream(`$$${stream}`, metadata);
    const read = collect(server.as('ops').readStream(stream));
    if (allowed) expect(await read).toHaveLength(2);
    else expect(await failureOf(read)).toMatchObject(denied);
  });

  it.each(['read it', 'append to it', 'write its metadata'])(
    'is never needed by an administrator to %s',
    async (wanted) => {
      const stream = await streamNamed('');
      const nobody = {
        readRoles: [],
        writeRoles: [],
        deleteRoles: [],
        metaReadRoles: [],
        metaWriteRoles: [],
      };
      await server.as('admin').setStreamMetadata(stream, { acl: nobody });
      await operations.find(([name]) => name === wanted)?.[2](server.as('admin'), stream);
    },
  );

  it('opens a system stream to a user', async () => {
    const stream = await streamNamed('$');
    await server.as('admin').setStreamMetadata(stream, { acl: { readRoles: ['ops'] } });
    expect(await collect(server.as('ops').readStream(stream))).toHaveLength(2);
    expect(await failureOf(server.as('ops').appendToStream(stream, events(1)))).toMatchObject({
      type: 'access-denied',
    });
  });

  it('is stored as it was set', async () => {
    const stream = await streamNamed('');
    const acl = { readRoles: ['ops', '$admins'], writeRoles: ['$ops'], metaWriteRoles: ['$admins'] };
    await server.as('admin').setStreamMetadata(stream, { acl });
    expect((await server.as('ops').getStreamMetadata(stream)).metadata?.acl).toEqual(acl);
  });
});

describe('Credentials', () => {
  const wrong = [
    ['a wrong password', 'admin', 'wrong'],
    ['an empty password', 'admin', ''],
    ['an unknown user', 'nobody-of-this-name', 'changeit'],
  ] as const;

  it.each(wrong)('with %s are unauthenticated (16), for reads', async (_name, username, password) => {
    const stream = await streamNamed('');
    const credentials = { username, password };
    expect(await failureOf(collect(server.as().readStream(stream, { credentials })))).toMatchObject(
      unauthenticated,
    );
  });

  it.each(wrong)('with %s are unauthenticated (16), for appends', async (_name, username, password) => {
    const stream = await streamNamed('');
    const credentials = { username, password };
    const append = server.as().appendToStream(stream, events(1), { credentials });
    expect(await failureOf(append)).toMatchObject(unauthenticated);
    expect(await collect(server.as('admin').readStream(stream))).toHaveLength(2);
  });

  it('that are wrong in the connection string fail batch appends too', async () => {
    const append = server.as('admin', 'wrong').appendToStream(uniqueStream('access'), events(1));
    expect(await failureOf(append)).toMatchObject({ type: 'access-denied' });
  });

  it('given with a call stand above those of the connection', async () => {
    const stream = await streamNamed('$');
    const asAdmin = { credentials: { username: 'admin', password: server.password } };
    const asOps = { credentials: { username: 'ops', password: server.password } };
    expect(await collect(server.as('ops').readStream(stream, asAdmin))).toHaveLength(2);
    expect(await failureOf(collect(server.as('admin').readStream(stream, asOps)))).toMatchObject(denied);
    expect((await server.as('ops').appendToStream(stream, events(1), asAdmin)).nextExpectedRevision).toBe(2n);
    expect(await failureOf(server.as('admin').appendToStream(stream, events(1), asOps))).toMatchObject(
      denied,
    );
  });

  it('refused for one append leave the connection and its other appends alone', async () => {
    const client = server.as('ops');
    const [system, ordinary] = [await streamNamed('$'), await streamNamed('')];
    const results = await Promise.allSettled([
      client.appendToStream(ordinary, events(1)),
      client.appendToStream(system, events(1)),
      client.appendToStream(ordinary, events(1)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await collect(client.readStream(ordinary))).toHaveLength(4);
  });
});
