import { ApiProperty } from '@nestjs/swagger';

/** What every command answers. Revisions are texts: a number of JSON may lose digits. */
export class CommandAnswer {
  @ApiProperty({ format: 'uuid', example: '3f2a1b7c-5d4e-4f60-8a91-b2c3d4e5f607' })
  readonly id!: string;

  @ApiProperty({ example: '3', description: 'The revision after this command' })
  readonly revision!: string;

  @ApiProperty({
    type: [String],
    example: ['Captured'],
    description: 'What was recorded; none if it was said before',
  })
  readonly events!: readonly string[];
}

/** What is answered to an operator's request: its number. */
export class RequestAnswer {
  @ApiProperty({ example: '17' })
  readonly id!: string;
}

export class ProblemAnswer {
  @ApiProperty({ example: 'urn:homeward:problem:already-captive' })
  readonly type!: string;

  @ApiProperty({ example: 'A person is captured once in an episode of captivity.' })
  readonly title!: string;

  @ApiProperty({ example: 409 })
  readonly status!: number;

  @ApiProperty({ description: 'The rule and the remedy' })
  readonly detail!: string;

  @ApiProperty({ description: 'The id of this request' })
  readonly instance!: string;
}
