import { inWords } from '#libs/kernel/src/edtf/in-words.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { Client } from './client.js';
import type { Loaded } from './scenario/load.js';
import type { Running } from './start-parts.js';

/** The person whose history is shown: of the fourth stage, on 14 June 2025. */
const SHOWN = 'person-25';
const STAGE = 'stage-4';
const RECEPTIONS = ['reception-1', 'reception-2', 'reception-3', 'reception-4', 'reception-5'];

interface Line {
  readonly revision: string;
  readonly occurredAt: Edtf | null;
  readonly recordedAt: string;
  readonly actorRole: string;
  readonly sentence: string;
}

interface Exchange {
  readonly handedOver:
    | { readonly kind: 'told'; readonly total: number }
    | { readonly kind: 'withheld'; readonly reason: string };
}

interface Reception {
  readonly receivedAt: Edtf;
  readonly counts: readonly { readonly speaker: string; readonly count: number }[];
}

/** Tells what happened as the API tells it, where everything is, and what to try next. */
export async function present(
  { apiUrl, eventStoreUrl, metricsUrls, projectorHealthUrl }: Running,
  client: Client,
  scene: Loaded | null,
  say: (line: string) => void,
): Promise<void> {
  if (scene !== null) await tellTheDay(client, scene, say);
  const token = client.tokens.get('caseworker');
  say(`Homeward is running. Stop it with Ctrl-C.
  API           ${apiUrl}        docs: ${apiUrl}/docs
  event store   ${eventStoreUrl}
  health        ${apiUrl}/health/ready, projector: ${projectorHealthUrl}
  metrics       ${metricsUrls.api}, projector: ${metricsUrls.projector}

Try it, as the demo caseworker (the token holds for eight hours):
  TOKEN=${token}`);
  if (scene === null) {
    say(`  curl -s -H "Authorization: Bearer $TOKEN" ${apiUrl}/health/ready
  curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -H 'Idempotency-Key: first' \\
    -d '{"openedFor":"missing","occurredAt":"2025-06","basis":[{"kind":"source","speaker":"icrc"}]}' ${apiUrl}/cases`);
    return;
  }
  const shown = scene.ids.get(SHOWN);
  say(`  curl -s -H "Authorization: Bearer $TOKEN" ${apiUrl}/cases/${shown}/history
  curl -s -H "Authorization: Bearer $TOKEN" '${apiUrl}/cases/${shown}?validAt=2025-06-13'
As the auditor, from the log itself:
  npm run --silent auditor -- as-of ${shown} --valid-at 2025-06-14 --why 'a first look'`);
}

async function tellTheDay(client: Client, { ids, consistencyToken }: Loaded, say: (line: string) => void) {
  const get = async <T>(role: string, path: string): Promise<T> =>
    (await client.get(role, path, consistencyToken)).body as T;
  const id = (name: string): string => ids.get(name) ?? '';
  const exchange = await get<Exchange>('reporter', `/exchanges/${id(STAGE)}`);
  const lines = await returnedHistory(() =>
    get<{ lines: Line[] }>('caseworker', `/cases/${id(SHOWN)}/history`),
  );
  say(
    '\n14 June 2025, the fourth stage under the Istanbul agreements of 2 June (every person here is fictional)\n',
  );
  say(`  People handed over, as a reporter is told: ${numberOf(exchange)}`);
  say('  Remains received, by who says so:');
  for (const name of RECEPTIONS) {
    const { receivedAt, counts } = await get<Reception>('reporter', `/receptions/${id(name)}`);
    const said = counts.map(
      ({ speaker, count }) => `${speaker.replaceAll('-', ' ')} ${count.toLocaleString('en')}`,
    );
    say(`    ${inWords(receivedAt).padEnd(18)} ${said.join(', ')}`);
  }
  say(
    '\n  One of them, as a caseworker who needs to know is shown the history: what, when, on what basis; who, recorded when',
  );
  for (const { recordedAt, actorRole, sentence } of lines) {
    for (const [row, text] of wrapped(sentence).entries()) say(`    ${row === 0 ? '-' : ' '} ${text}`);
    say(`        ${actorRole}, recorded ${recordedAt.slice(0, 19).replace('T', ' ')} UTC`);
  }
  say('');
}

/** The text in rows that fit a terminal. */
function wrapped(text: string): string[] {
  return text.match(/.{1,96}(?:\s|$)/g)?.map((row) => row.trimEnd()) ?? [text];
}

function numberOf({ handedOver }: Exchange): string {
  return handedOver.kind === 'told'
    ? String(handedOver.total)
    : `the number is withheld, ${handedOver.reason}`;
}

/** The history once the reaction to the handover has written the return; it follows within moments. */
async function returnedHistory(ask: () => Promise<{ lines: Line[] }>): Promise<Line[]> {
  for (let tries = 0; ; tries++) {
    const { lines } = await ask();
    if (tries === 50 || lines.some(({ sentence }) => /^Returned/.test(sentence))) return lines;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
