import type { Category } from '#libs/kernel/src/category.js';
import type { Chance } from '../chance.js';
import { plusDays } from '../days.js';
import type { Sample } from '../samples.js';
import { source, type PersonFile } from './person-file.js';

/** Where somebody stands on our list under an agreement. */
export function listUnder(
  file: PersonFile,
  agreement: string,
  category: Category,
  listing: 'proposed' | 'disputed' | 'agreed' | 'removed',
  occurredAt: string,
): void {
  file.tell(
    'negotiations',
    { occurredAt, agreement: `{${agreement}}`, category, listing, exchange: null },
    [file.document(), source('coordination-headquarters')],
    'negotiator',
  );
}

/** To the stage in which he is handed over, where there was a list; of some, the proposal is on record too. */
export function listInto(chance: Chance, file: PersonFile, sample: Sample, category: Category): void {
  if (sample.agreement === null || sample.listed === undefined) return;
  if (category === 'civilian' || file.openedFor === 'missing') return;
  const [proposed, agreed] = sample.listed;
  if (chance.percent(30)) listUnder(file, sample.agreement, category, 'proposed', proposed);
  listUnder(file, sample.agreement, category, 'agreed', agreed);
  file.tell(
    'negotiations',
    {
      occurredAt: plusDays(sample.day, -1),
      agreement: `{${sample.agreement}}`,
      category,
      listing: 'in-a-stage',
      exchange: `{${sample.exchange}}`,
    },
    [file.document(), source('coordination-headquarters')],
    'negotiator',
  );
}
