import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import type { CaseFile } from '#libs/cases/src/case-file.js';
import type { CaseOpened } from '#libs/cases/src/events/case-opened.event.js';
import type { IdentityRecorded } from '#libs/cases/src/events/identity-recorded.event.js';
import type { ListingPhase } from '#libs/cases/src/axes/listing.axis.js';
import type { Rank, RankGroup } from '#libs/cases/src/ranks.js';
import type { Category } from '#libs/kernel/src/category.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId, CaseId, ExchangeId } from '#libs/kernel/src/ids.js';
import type { Personal } from '#libs/kernel/src/personal.js';
import type { WaitingSince } from './waiting-since.js';

/** One event of the case. `exchanges` are those that it reveals: who may not know of one may not see the entry. */
export interface CaseEntry {
  readonly revision: number;
  readonly position: string;
  /** ISO 8601, in UTC: from when on it was known. */
  readonly knownFrom: string;
  readonly exchanges: readonly ExchangeId[];
  readonly event: CaseEvent;
}

type Known<P> = NonNullable<P> extends Personal<infer T> ? T : never;

/** What lists and figures ask of a case; null where it is not known, or was erased. */
export interface CaseFacts extends WaitingSince {
  readonly openedFor: CaseOpened['data']['openedFor'];
  readonly casework: CaseFile['casework']['value']['phase'];
  readonly search: CaseFile['search']['value'];
  readonly captivity: CaseFile['captivity']['value']['phase'];
  readonly whereabouts: CaseFile['whereabouts']['value']['phase'];
  readonly fate: CaseFile['fate']['value']['phase'];
  readonly remains: CaseFile['remains']['value'];
  readonly sex: Known<IdentityRecorded['data']['sex']> | null;
  readonly rank: Rank | null;
  readonly rankGroup: RankGroup | null;
  /** Every rank that was given, as its group, with the first and last day from which it may have been held. */
  readonly ranks: readonly {
    readonly group: RankGroup;
    readonly earliest: CivilDay | null;
    readonly latest: CivilDay | null;
  }[];
  /** As written, and the first and last day that it leaves possible. */
  readonly born: {
    readonly date: Edtf;
    readonly earliest: CivilDay | null;
    readonly latest: CivilDay | null;
  } | null;
  readonly listings: readonly {
    readonly agreement: AgreementId;
    readonly category: Category | null;
    readonly listing: ListingPhase;
  }[];
  /** The earliest day that the record leaves possible. */
  readonly returnedOn: CivilDay | null;
}

/** The facts for whoever may not know of the exchanges `without`, and of no others. */
export interface FactsVariant extends CaseFacts {
  readonly without: readonly ExchangeId[];
}

/** One row per case: all that was said, from which every view of the file is derived. */
@Entity({ schema: 'read', name: 'case_file' })
export class CaseFileRow {
  @PrimaryColumn('uuid', { name: 'case_id' })
  readonly caseId!: CaseId;

  @Column('int')
  readonly revision!: number;

  @Column('bigint')
  readonly position!: string;

  @Column('jsonb')
  readonly entries!: readonly CaseEntry[];

  /** For each exchange that the case reveals, the position of the last entry that does. */
  @Column('jsonb')
  readonly revealed!: Readonly<Record<ExchangeId, string>>;

  /** Derived from the entries. */
  @Column('jsonb')
  readonly facts!: readonly FactsVariant[];
}
