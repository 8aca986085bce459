import { defineEvent, evolve, renamed } from '#libs/kernel/src/stored/event-definition.js';
import {
  basis,
  count,
  date,
  flag,
  id,
  list,
  optional,
  personal,
  publicText,
  record,
  stream,
  text,
  word,
} from '#libs/kernel/src/stored/fields.js';
import { statementCorrected } from '#libs/kernel/src/statements/statement-corrected.event.js';
import { StoredEventRegistry } from '../registry.js';

/** An event with every kind of field, made up for the codec's own tests. */
export const sighted = defineEvent('Sighted', {
  occurredAt: date(),
  place: personal(text()),
  name: optional(personal(record({ surname: text(), others: list(text()) }))),
  finding: personal(word(['well', 'wounded'])),
  witness: stream(),
  said: optional(personal(text(), { subjectIn: 'witness' })),
  intake: id(),
  times: count(),
  sure: flag(),
  headline: publicText('it was published'),
  pages: list(record({ number: count(), seal: optional(id()) })),
  basis: basis(),
});

const missedFirst = defineEvent('Missed', { occurredAt: date(), where: optional(personal(text())) });

/** An event whose shape has changed once. */
export const missed = evolve(
  missedFirst,
  { occurredAt: date(), where: optional(personal(text())), calls: count() },
  (old) => ({
    ...old,
    calls: 0,
  }),
);

export const sampleRegistry = new StoredEventRegistry([sighted, missed, statementCorrected]);

/** The same log as an older version of the software sees it. */
export const olderRegistry = new StoredEventRegistry([missedFirst]);

/** As a newer version sees it: it was renamed, and then got one more shape. */
export const overlooked = evolve(
  renamed(missed, 'Overlooked'),
  { occurredAt: date(), where: optional(personal(text())), calls: count(), sure: flag() },
  (old) => ({ ...old, sure: false }),
);

export const newerRegistry = new StoredEventRegistry([sighted, overlooked, statementCorrected]);
