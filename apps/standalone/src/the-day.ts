import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { inWords } from '#libs/kernel/src/edtf/in-words.js';
import type { Speaker } from '#libs/kernel/src/speaker.js';
import { SPEAKER_WORDS } from '#libs/read-models/src/case-history/in-words.js';
import type { Client } from './client.js';
import type { Loaded } from './scenario/load.js';
import { waitingReport } from './waiting.js';

/** The fictional officer whose history is shown: of the fourth stage, on 14 June 2025. */
export const SHOWN = 'the-officer';
const STAGE = 'stage-4';
const WEEK = ['11', '13', '14', '15', '16'].map((day) => `bodies-2025-06-${day}`);

interface Stated {
  readonly speaker: Speaker;
  readonly kind: 'persons' | 'remains';
  readonly counted: string;
  readonly bound: string;
  readonly figure: number | null;
  readonly statedAt: Edtf;
  readonly exchange: string | null;
}

interface Exchange {
  readonly handedOver:
    | { readonly kind: 'told'; readonly total: number; readonly mostWere: string | null }
    | { readonly kind: 'withheld'; readonly reason: string };
  readonly stated: readonly Stated[];
}

interface Agreement {
  readonly categories: readonly { readonly criterion: string | null; readonly speaker: Speaker }[];
  readonly figures: readonly Stated[];
}

interface Reception {
  readonly receivedAt: Edtf;
  readonly counts: readonly { readonly speaker: Speaker; readonly count: number }[];
}

interface Line {
  readonly actorRole: string;
  readonly sentence: string;
}

type Say = (line: string) => void;

/** Tells 14 June 2025 as the API tells it: what was announced by whom, what is withheld, who was counted, and one person. */
export async function tellTheDay(
  client: Client,
  { ids, consistencyToken }: Loaded,
  dataFolder: string,
  say: Say,
): Promise<void> {
  const get = async <T>(role: string, path: string): Promise<T> =>
    (await client.get(role, path, consistencyToken)).body as T;
  const id = (name: string): string => ids.get(name) ?? '';
  const agreement = await get<Agreement>('reporter', `/agreements/${id('istanbul')}`);
  const asReporter = await get<Exchange>('reporter', `/exchanges/${id(STAGE)}`);
  const asNegotiator = await get<Exchange>('negotiator', `/exchanges/${id(STAGE)}`);

  say(`
14 June 2025: the fourth stage under the Istanbul agreements of 2 June. What speakers said is real and public;
every person here is fictional, and how many come home in a stage is a sample.

Announced on the day, by whom`);
  for (const [speaker, said] of bySpeaker(asReporter.stated))
    say(row(speaker, said.map(announced).join('; ')));
  say('The categories, in whose words');
  for (const [speaker, terms] of bySpeaker(agreement.categories))
    say(row(speaker, terms.map(({ criterion }) => criterion).join('; ')));
  say('How many came home');
  say(`  as a reporter is told:    ${numberOf(asReporter)}`);
  say(`  as a negotiator who needs to know is told:  ${numberOf(asNegotiator)}`);
  for (const said of agreement.figures.filter(
    ({ kind, exchange }) => kind === 'persons' && exchange === null,
  ))
    say(`  in all stages, ${SPEAKER_WORDS[said.speaker]} ${inWords(said.statedAt)}:  ${amount(said)}`);
  say('Bodies of the fallen received that week, by who counted');
  for (const name of WEEK) {
    const { receivedAt, counts } = await get<Reception>('reporter', `/receptions/${id(name)}`);
    const said = counts.map(
      ({ speaker, count }) => `${SPEAKER_WORDS[speaker]} ${count.toLocaleString('en')}`,
    );
    say(`  ${inWords(receivedAt).padEnd(18)} ${said.join(', ')}`);
  }
  const totals = agreement.figures.filter(({ kind }) => kind === 'remains');
  say(
    `  in all             ${totals.map((said) => `${SPEAKER_WORDS[said.speaker]} ${amount(said)}`).join(', ')}`,
  );
  say(
    'For whom families wait, as reports count them (fictional; who came home under embargo is counted still)',
  );
  for (const { waiting, captive, missing } of await waitingReport(dataFolder))
    if (captive + missing > 0) say(`  ${waiting.padEnd(24)} ${captive} captive, ${missing} missing`);
  say('One of them, as a caseworker who needs to know reads it (fictional)');
  const { lines } = await get<{ lines: Line[] }>('caseworker', `/cases/${id(SHOWN)}/history`);
  for (const { actorRole, sentence } of lines.slice(1))
    for (const [index, text] of wrapped(`${sentence} (${actorRole})`).entries())
      say(`  ${index === 0 ? '-' : ' '} ${text}`);
}

function bySpeaker<T extends { readonly speaker: Speaker }>(said: readonly T[]): Map<Speaker, T[]> {
  const speakers = new Map<Speaker, T[]>();
  for (const each of said) speakers.set(each.speaker, [...(speakers.get(each.speaker) ?? []), each]);
  return speakers;
}

const row = (speaker: Speaker, text: string): string => `  ${SPEAKER_WORDS[speaker].padEnd(36)} ${text}`;

const announced = (said: Stated): string =>
  `${said.counted === 'all' ? 'number' : said.counted.replaceAll('-', ' ')} ${amount(said)}`;

const amount = ({ bound, figure }: Stated): string =>
  figure === null
    ? bound
    : `${bound === 'exact' ? '' : `${bound.replaceAll('-', ' ')} `}${figure.toLocaleString('en')}`;

function numberOf({ handedOver }: Exchange): string {
  if (handedOver.kind === 'withheld') return `the number is withheld, ${handedOver.reason}`;
  const most = handedOver.mostWere === null ? '' : `, most of them ${handedOver.mostWere}`;
  return `${handedOver.total} of the sample${most}`;
}

/** The text in rows that fit a terminal. */
function wrapped(text: string): string[] {
  return text.match(/.{1,104}(?:\s|$)/g)?.map((line) => line.trimEnd()) ?? [text];
}
