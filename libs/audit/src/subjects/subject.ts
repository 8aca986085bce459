import { agreementEventDefinitions, type AgreementEvent } from '#libs/agreements/src/agreement-events.js';
import { questionsOfAgreement } from '#libs/agreements/src/questions-of-agreement.js';
import { isUuid } from '#libs/kernel/src/ids.js';
import type { Asked } from '#libs/kernel/src/two-times/question.js';
import { questionsOfReception } from '#libs/remains/src/questions-of-reception.js';
import { receptionEventDefinitions, type ReceptionEvent } from '#libs/remains/src/reception-events.js';
import { questionsOfPerson } from './case-subject.js';
import { eventByEvent } from '#libs/kernel/src/two-times/event-by-event.js';
import { questionsOfWholeExchange } from './exchange-subject.js';
import { among, dated, type Told } from './told.js';

/** What an auditor asks about: the stream of one thing. */
export interface Subject {
  /** The kind of stream: `case`, `exchange`, ... */
  readonly kind: string;
  readonly stream: string;
}

/** A stream as it is named, or a case by its id alone. Throws a RangeError that says what to write. */
export function subject(text: string): Subject {
  if (isUuid(text)) return { kind: 'case', stream: `case-${text}` };
  const [, kind = '', id = ''] = /^([a-z]+)-(.*)$/.exec(text) ?? [];
  if (!isUuid(id))
    throw new RangeError(
      'Write the id of a case, or the name of a stream: exchange-<id>, agreement-<id>, reception-<id>, intake-<id>. ' +
        'An id is a lower-case UUID, such as 3f2a1b7c-5d4e-4f60-8a91-b2c3d4e5f607.',
    );
  return { kind, stream: text };
}

const QUESTIONS: Readonly<Record<string, (told: Told) => ReadonlyMap<string, Asked>>> = {
  case: questionsOfPerson,
  exchange: questionsOfWholeExchange,
  agreement: (told) => questionsOfAgreement(told.filter(among<AgreementEvent>(agreementEventDefinitions))),
  reception: (told) => questionsOfReception(told.filter(among<ReceptionEvent>(receptionEventDefinitions))),
};

/** The questions about a subject, by name. A kind of stream without axes of its own is asked event by event. */
export function questionsOf({ kind }: Subject): (told: Told) => ReadonlyMap<string, Asked> {
  return QUESTIONS[kind] ?? ((told) => new Map(eventByEvent(dated(told))));
}
