import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** One request on a connection that is kept; with a body it is a POST of JSON. Throws for an answer that is none of success. */
export async function send(
  url: string,
  token: string,
  headers: Readonly<Record<string, string>> = {},
  body?: object,
): Promise<HttpAnswer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const sent = request(url, {
    method: text === undefined ? 'GET' : 'POST',
    agent,
    headers: {
      authorization: `Bearer ${token}`,
      ...headers,
      ...(text !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      }),
    },
  });
  sent.end(text);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  const { statusCode: status = 500 } = answer;
  const told = Buffer.concat(parts).toString();
  if (status >= 300) throw new Error(`${new URL(url).pathname} was answered ${status}: ${told}`);
  return { status, headers: answer.headers, text: told };
}
