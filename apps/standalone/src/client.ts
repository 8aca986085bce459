import { setTimeout as pause } from 'node:timers/promises';

export interface Answer {
  readonly body: unknown;
  readonly etag: string;
  readonly consistencyToken: string;
}

/** The HTTP API as its users reach it: each call in a role, with that role's token. */
export class Client {
  constructor(
    readonly baseUrl: string,
    readonly tokens: ReadonlyMap<string, string>,
  ) {}

  post(role: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const content = { 'content-type': 'application/json' };
    return this.#ask(role, path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { ...headers, ...content },
    });
  }

  get(role: string, path: string, consistencyToken: string): Promise<Answer> {
    return this.#ask(role, path, { headers: { 'homeward-consistency-token': consistencyToken } });
  }

  /** What is not up to date yet, or has too much to do, says after how many seconds to ask again. */
  async #ask(role: string, path: string, init: RequestInit): Promise<Answer> {
    const authorization = `Bearer ${this.tokens.get(role)}`;
    const response = await fetch(`${this.baseUrl}${path}`, {
      ...init,
      headers: { ...init.headers, authorization },
    });
    const later = Number(response.headers.get('retry-after') ?? 0);
    if (later > 0) {
      await response.arrayBuffer();
      await pause(later * 1000);
      return this.#ask(role, path, init);
    }
    const body: unknown = await response.json();
    if (!response.ok) {
      const { title, detail } = body as { title?: string; detail?: string };
      throw new Error(
        `The api answered ${response.status} to ${init.method ?? 'GET'} ${path}: ${title}. ${detail}`,
      );
    }
    return {
      body,
      etag: response.headers.get('etag') ?? '',
      consistencyToken: response.headers.get('homeward-consistency-token') ?? '',
    };
  }
}
