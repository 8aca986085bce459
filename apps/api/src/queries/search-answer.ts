import { ApiProperty } from '@nestjs/swagger';

class FoundName {
  @ApiProperty({ enum: ['document', 'latin'] })
  readonly spelling!: string;

  @ApiProperty({ example: 'Гнатюк' })
  readonly surname!: string;

  @ApiProperty({ example: 'Олексій' })
  readonly givenNames!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Іванович' })
  readonly patronymic!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'АБ-123456' })
  readonly serviceNumber!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '1999-03', description: 'EDTF' })
  readonly born!: string | null;

  @ApiProperty({
    enum: ['current', 'earlier', 'corrected', 'withdrawn'],
    description: 'What became of the statement of this name',
  })
  readonly standing!: string;
}

class FoundMatch {
  @ApiProperty({ enum: ['surname', 'givenNames', 'patronymic', 'order', 'serviceNumber', 'born'] })
  readonly part!: string;

  @ApiProperty({ example: 'same-romanisation', description: 'docs/search.md lists the words' })
  readonly fit!: string;
}

class FoundCase {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.962,
    description: 'From 0 to 1; null in a list, which has no name and no number to fit',
  })
  readonly score!: number | null;

  @ApiProperty({ type: FoundName, nullable: true, description: 'The name that fits best' })
  readonly name!: FoundName | null;

  @ApiProperty({ type: [FoundMatch] })
  readonly matches!: readonly FoundMatch[];

  @ApiProperty({ example: 'Surname the same when romanised; given name another form of the same name.' })
  readonly sentence!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The facts by which lists are made, as the caller may know them',
    example: { openedFor: 'prisoner-of-war', captivity: 'confirmed-by-icrc', search: 'open', listings: [] },
  })
  readonly facts!: object;
}

class Candidates {
  @ApiProperty({ enum: ['surname', 'givenNames'] })
  readonly part!: string;

  @ApiProperty({ type: [String], example: ['Гнатюк', 'Гнатіук'] })
  readonly spellings!: readonly string[];
}

export class SearchAnswer {
  @ApiProperty({
    type: [FoundCase],
    description: 'Those that fit best first; a list in the order of the ids',
  })
  readonly hits!: readonly FoundCase[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Send it as `after` for the next page; null on the last',
  })
  readonly next!: string | null;

  @ApiProperty({
    description:
      'False if a thousand files or more fit roughly: only the thousand that are most alike were compared, so ask for more',
  })
  readonly complete!: boolean;

  @ApiProperty({
    type: [Candidates],
    description:
      'How a name that was asked for in Latin letters may stand in a Ukrainian document: never one answer',
  })
  readonly candidates!: readonly Candidates[];
}
