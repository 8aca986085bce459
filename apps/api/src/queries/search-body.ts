import { SUBJECT_OF_CASE } from '#libs/cases/src/events/case-opened.event.js';
import { SEXES } from '#libs/cases/src/events/identity-recorded.event.js';
import { RANK_GROUPS, RANKS } from '#libs/cases/src/ranks.js';
import { CATEGORIES } from '#libs/kernel/src/category.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AskedFacts, SearchAsk } from '#libs/read-models/src/case-names/search-ask.js';
import { SEARCH_LIMIT } from '#libs/read-models/src/case-names/case-search.query.js';
import { DateField } from '../http/date-field.js';
import { checkedField, IdField, TextField, WordField } from '../http/fields.js';
import { RecordField } from '../http/nested-field.js';
import { invalidInput } from '../http/problems.js';
import { CAPTIVITY, CASEWORK, FATE, LISTING, REMAINS, SEARCH, WHEREABOUTS } from './search-words.js';

export class SearchedName {
  @TextField(200, { optional: true, example: 'Hnatiuk' })
  readonly surname!: string | null;

  @TextField(200, { optional: true, example: 'Алексей' })
  readonly givenNames!: string | null;

  @TextField(200, { optional: true, example: 'Іванович' })
  readonly patronymic!: string | null;
}

export class ListBody {
  @WordField(SUBJECT_OF_CASE, { optional: true, description: 'What the case was opened for' })
  readonly openedFor!: AskedFacts['openedFor'] | null;

  @WordField(CASEWORK, { optional: true, description: 'Whether the file is worked on' })
  readonly casework!: AskedFacts['casework'] | null;

  @WordField(SEARCH, { optional: true, description: 'Whether the search for the person is open' })
  readonly search!: AskedFacts['search'] | null;

  @WordField(CAPTIVITY, { optional: true, example: 'confirmed-by-icrc' })
  readonly captivity!: AskedFacts['captivity'] | null;

  @WordField(WHEREABOUTS, { optional: true, example: 'in-captivity' })
  readonly whereabouts!: AskedFacts['whereabouts'] | null;

  @WordField(FATE, { optional: true })
  readonly fate!: AskedFacts['fate'] | null;

  @WordField(REMAINS, { optional: true })
  readonly remains!: AskedFacts['remains'] | null;

  @WordField(SEXES, { optional: true })
  readonly sex!: AskedFacts['sex'] | null;

  @WordField(RANKS, { optional: true })
  readonly rank!: AskedFacts['rank'] | null;

  @WordField(RANK_GROUPS, { optional: true, example: 'officers' })
  readonly rankGroup!: AskedFacts['rankGroup'] | null;

  @IdField({
    optional: true,
    description: 'Ever listed under this agreement; with category and listing: so listed',
  })
  readonly agreement!: string | null;

  @WordField(CATEGORIES, { optional: true })
  readonly category!: string | null;

  @WordField(LISTING, { optional: true, example: 'agreed' })
  readonly listing!: string | null;
}

export class SearchBody extends ListBody {
  @RecordField(SearchedName, {
    optional: true,
    description: 'In any script and order; any part may be left out',
  })
  readonly name!: SearchedName | null;

  @TextField(100, { optional: true, example: 'АБ-123456', description: 'One letter or digit may differ' })
  readonly serviceNumber!: string | null;

  @DateField('Born then, or possibly then', '1999-03', { optional: true })
  readonly born!: Edtf | null;

  @checkedField(
    {
      name: 'limit',
      fits: (value) =>
        typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= SEARCH_LIMIT,
      rule: `A whole number from 1 to ${SEARCH_LIMIT} stands here.`,
      remedy: 'Write it without quotes, sign or fraction.',
    },
    { type: 'integer', minimum: 1, maximum: SEARCH_LIMIT },
    { example: 20, description: 'How many files at most' },
  )
  readonly limit!: number;

  @TextField(200, { optional: true, description: '`next` of the page before, with the same body else' })
  readonly after!: string | null;
}

/** What is asked for. Throws a Problem if that is nothing. */
export function askOf({ name, serviceNumber, born, limit: _, after: __, ...list }: SearchBody): SearchAsk {
  const facts = factsOf(list);
  const isNamed = name !== null && Object.values(name).some((part) => part !== null);
  if (!isNamed && serviceNumber === null && born === null && facts === null) throw nothingAsked();
  return { name: isNamed ? name : null, serviceNumber, born, facts };
}

function factsOf({ agreement, category, listing, ...list }: ListBody): AskedFacts | null {
  const listed = given({ agreement, category, listing });
  const facts = given(list);
  if (listed === null) return facts as AskedFacts | null;
  return { ...facts, listing: listed } as AskedFacts;
}

/** Only what is not null; null if that is nothing. */
function given<T extends object>(fields: T): Partial<T> | null {
  const said = Object.entries(fields).filter(([, value]) => value !== null);
  return said.length === 0 ? null : (Object.fromEntries(said) as Partial<T>);
}

const nothingAsked = () =>
  invalidInput({
    pointer: '',
    rule: 'A search asks for something.',
    remedy: 'Give a part of a name, a service number, a date of birth or a fact.',
  });
