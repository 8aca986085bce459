import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { CaseId } from '#libs/kernel/src/ids.js';

export const SPELLINGS = ['document', 'latin'] as const;

/**
 * One row for each spelling of a name in each statement of who the person is, also in one that was withdrawn or corrected since: a name
 * that somebody once believed is how others still ask for the person.
 */
@Entity({ schema: 'read', name: 'case_name' })
export class CaseNameRow {
  @PrimaryColumn('uuid', { name: 'case_id' })
  readonly caseId!: CaseId;

  @PrimaryColumn('int')
  readonly revision!: number;

  @PrimaryColumn('text')
  readonly spelling!: (typeof SPELLINGS)[number];

  @Column('bigint')
  readonly position!: string;

  @Column('text')
  readonly surname!: string;

  @Column('text', { name: 'given_names' })
  readonly givenNames!: string;

  /** As the document has it, for the Latin spelling too. */
  @Column('text', { nullable: true })
  readonly patronymic!: string | null;

  @Column('text', { name: 'service_number', nullable: true })
  readonly serviceNumber!: string | null;

  /** Null if it was erased. */
  @Column('text', { nullable: true })
  readonly born!: Edtf | null;

  @Column('date', { name: 'born_from', nullable: true })
  readonly bornFrom!: CivilDay | null;

  @Column('date', { name: 'born_to', nullable: true })
  readonly bornTo!: CivilDay | null;

  @Column('jsonb')
  readonly keys!: readonly string[];

  /** The whole name as it sounds, for what is more than one letter away. */
  @Column('text')
  readonly sound!: string;

  /** It may reveal an exchange: who may see it is then told by its entry in the case's file. */
  @Column('boolean', { name: 'is_guarded' })
  readonly isGuarded!: boolean;
}
