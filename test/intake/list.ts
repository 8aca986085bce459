import { request as httpRequest } from 'node:http';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { CAPTURE, IDENTITY, OPENED, SOURCE } from '#test/support/demo-person.js';

/** One line of a list, as its sender writes it. */
export interface ListLine {
  readonly ref: string;
  readonly post: string;
  readonly body: object;
}

/** What is answered to a line, and at the end to all of them. */
export interface Answered {
  readonly line?: number;
  readonly ref?: string | null;
  readonly outcome?: string;
  readonly id?: string;
  readonly revision?: string | null;
  readonly events?: readonly string[];
  readonly problem?: { readonly type: string; readonly errors?: readonly object[] };
  readonly posting?: string;
  readonly outcomes?: Readonly<Record<string, number>>;
  readonly refs?: string;
  readonly complete?: boolean;
  readonly consistencyToken?: string;
}

/** The lines of one fictional prisoner: opened, who it is, captured, confirmed. */
export function person(n: number): ListLine[] {
  const at = `{p${n}}`;
  const name = { surname: `Вигаданенко-${n}`, givenNames: 'Тарас', patronymic: null };
  return [
    { ref: `p${n}`, post: '/cases', body: OPENED },
    { ref: `p${n}.who`, post: `/cases/${at}/identity`, body: { ...IDENTITY, name } },
    { ref: `p${n}.capture`, post: `/cases/${at}/capture`, body: CAPTURE },
    {
      ref: `p${n}.icrc`,
      post: `/cases/${at}/captivity-confirmations`,
      body: { occurredAt: '2022-09-10', by: 'icrc', basis: SOURCE },
    },
  ];
}

export const textOf = (lines: readonly object[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

export interface Sent {
  readonly status: number;
  readonly answers: readonly Answered[];
}

/** Posts bytes as lines, reading the answers while it sends. */
export async function postLines(
  at: { readonly url: string; readonly token: string },
  intake: string,
  body: string | Readable,
  onAnswer: (answer: Answered, leave: () => void) => void = () => undefined,
): Promise<Sent> {
  const headers = { authorization: `Bearer ${at.token}`, 'content-type': 'application/x-ndjson' };
  const sending = httpRequest(`${at.url}/intakes/${intake}/lines`, { method: 'POST', headers });
  const answered = once(sending, 'response');
  const source = typeof body === 'string' ? Readable.from(chunksOf(body)) : body;
  source.pipe(sending);
  sending.on('error', () => undefined);
  const [response] = (await answered) as [import('node:http').IncomingMessage];
  const answers: Answered[] = [];
  for await (const line of createInterface({ input: response })) {
    const answer = JSON.parse(line) as Answered;
    answers.push(answer);
    onAnswer(answer, () => sending.destroy());
  }
  return { status: response.statusCode ?? 0, answers };
}

function* chunksOf(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
}
