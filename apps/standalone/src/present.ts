import { relative } from 'node:path';
import type { Client } from './client.js';
import type { DataFolder } from './data-folder.js';
import type { Loaded } from './scenario/load.js';
import type { Running } from './start-parts.js';
import { SHOWN, tellTheDay } from './the-day.js';

/** Tells what happened as the API tells it, where everything is, and what to try next. */
export async function present(
  { apiUrl, eventStoreUrl, metricsUrls, projectorHealthUrl }: Running,
  client: Client,
  scene: Loaded | null,
  folder: DataFolder,
  say: (line: string) => void,
): Promise<void> {
  if (scene !== null) await tellTheDay(client, scene, folder.path, say);
  const token = client.tokens.get('caseworker');
  say(`Homeward is running. Stop it with Ctrl-C.
  API           ${apiUrl}        docs: ${apiUrl}/docs
  event store   ${eventStoreUrl}
  health        ${apiUrl}/health/ready, projector: ${projectorHealthUrl}
  metrics       ${metricsUrls.api}, projector: ${metricsUrls.projector}

Try it, as the demo caseworker. Tokens hold for eight hours; those of the other roles are in
${relative('', folder.staffTokens)}: source it, and use $SUPERVISOR.
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
  curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"name":{"surname":"Gnatovets","givenNames":"Алексей"},"limit":5}' ${apiUrl}/cases/search
As a reporter, what anybody may be told:
  npm run --silent reports -- stage --on 2025-06-14
As the auditor, from the log itself:
  npm run --silent auditor -- as-of ${shown} --valid-at 2025-06-14 --why 'a first look'`);
}
