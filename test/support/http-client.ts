import { randomUUID } from 'node:crypto';
import type { Role } from '#libs/access/src/roles.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  /** The text as it came. */
  readonly text: string;
}

export interface Ask {
  readonly as?: Role | { readonly token: string } | 'nobody';
  readonly key?: string;
  readonly ifMatch?: string;
  readonly after?: Answer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Why it is read; an auditor says 'a test' unless told otherwise. */
  readonly reason?: string | null;
}

/** Homeward's HTTP API as a caller sees it. */
export class Client {
  constructor(
    readonly url: string,
    readonly tokens: ReadonlyMap<Role, string>,
  ) {}

  /** A command; a new Idempotency-Key unless one is given. */
  post(path: string, body: unknown, ask: Ask = {}): Promise<Answer> {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': ask.key ?? randomUUID(),
      ...(ask.ifMatch === undefined ? {} : { 'if-match': ask.ifMatch }),
    };
    return this.send(path, { method: 'POST', headers, body: JSON.stringify(body) }, ask);
  }

  get(path: string, ask: Ask = {}): Promise<Answer> {
    return this.send(path, {}, ask);
  }

  async send(path: string, init: RequestInit, ask: Ask = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    const { as = 'caseworker' } = ask;
    const token = typeof as === 'string' ? (as === 'nobody' ? undefined : this.tokens.get(as)) : as.token;
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    const consistency = ask.after?.headers.get('homeward-consistency-token');
    if (consistency) headers.set('homeward-consistency-token', consistency);
    const { reason = as === 'auditor' ? 'a test' : null } = ask;
    if (reason !== null) headers.set('homeward-reason', encodeURIComponent(reason));
    for (const [name, value] of Object.entries(ask.headers ?? {})) headers.set(name, value);
    const response = await fetch(`${this.url}${path}`, { ...init, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: bodyOf(text), text };
  }
}

function bodyOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
