import { TextField } from '../http/fields.js';

/** The body of what an operator asks for. */
export class WhyBody {
  @TextField(500, {
    description: 'Why: it is recorded for good, so it names no person',
    example: 'the key store is back',
  })
  readonly why!: string;
}
