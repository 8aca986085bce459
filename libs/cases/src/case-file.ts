import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { AgreementId } from '#libs/kernel/src/ids.js';
import type { Entry } from '#libs/kernel/src/statements/standing.js';
import { answerAt, type Answer, type Axis } from '#libs/kernel/src/two-times/answer-at.js';
import { dated } from '#libs/kernel/src/two-times/dated.js';
import { foldAxis, type Held } from '#libs/kernel/src/two-times/fold-axis.js';
import { asked, type Asked } from '#libs/kernel/src/two-times/question.js';
import { captivityAxisFor, type Captivity } from './axes/captivity.axis.js';
import { caseworkAxis, type Casework } from './axes/casework.axis.js';
import { fateAxis, type Fate } from './axes/fate.axis.js';
import { inOrder } from './axes/in-order.js';
import { latestAxis } from './axes/latest.axis.js';
import { statementsOn } from './axes/axes-of.js';
import { agreementsSpokenOf, listingAxis, statementsUnder, type Listing } from './axes/listing.axis.js';
import { rankAxis, ranksGiven, type HeldRank } from './axes/rank.axis.js';
import { remainsAxis, type Remains } from './axes/remains.axis.js';
import { searchAxis, type Search } from './axes/search.axis.js';
import { whereaboutsAxis, type Whereabouts } from './axes/whereabouts.axis.js';
import type { CaseStatement } from './case-events.js';
import type { FamilyContactAdded } from './events/family-contact-added.event.js';
import type { HealthAssessed } from './events/health-assessed.event.js';
import type { ReportedMissing } from './events/reported-missing.event.js';
import type { IdentityRecorded } from './events/identity-recorded.event.js';

type Statements = readonly Entry<CaseStatement>[];
type Form = 'held' | 'answer' | 'asked';
type In<F extends Form, V> = F extends 'held' ? Held<V> : F extends 'answer' ? Answer<V> : Asked;

/** Every axis of a case: as it stands (`held`), as an answer for a day (`answer`), or as a question still to be asked. */
export interface CaseFile<F extends Form = 'held'> {
  readonly casework: In<F, Casework>;
  readonly search: In<F, Search>;
  readonly disappearance: In<F, ReportedMissing['data'] | null>;
  readonly captivity: In<F, Captivity>;
  readonly whereabouts: In<F, Whereabouts>;
  readonly fate: In<F, Fate>;
  readonly identity: In<F, IdentityRecorded['data'] | null>;
  readonly rank: In<F, HeldRank>;
  readonly health: In<F, HealthAssessed['data'] | null>;
  readonly remains: In<F, Remains>;
  readonly contacts: readonly {
    readonly contact: string;
    readonly reached: In<F, FamilyContactAdded['data'] | null>;
  }[];
  readonly listings: readonly { readonly agreement: AgreementId; readonly listing: In<F, Listing> }[];
}

function onEachAxis<F extends Form>(
  statements: Statements,
  on: <V, E extends CaseStatement>(axis: Axis<V, E>, told: readonly Entry<E>[]) => In<F, V>,
): CaseFile<F> {
  const onListings = statementsOn('listing', statements);
  const onCaptivity = statementsOn('captivity', statements);
  const onContacts = statementsOn('contact', statements);
  const contacts = new Set(onContacts.map(({ event }) => event.data.contact));
  return {
    casework: on(caseworkAxis, statementsOn('casework', statements)),
    search: on(searchAxis, statementsOn('search', statements)),
    disappearance: on(latestAxis<ReportedMissing>(), statementsOn('disappearance', statements)),
    captivity: on(captivityAxisFor(onCaptivity), onCaptivity),
    whereabouts: on(whereaboutsAxis, statementsOn('whereabouts', statements)),
    fate: on(fateAxis, statementsOn('fate', statements)),
    identity: on(latestAxis<IdentityRecorded>(), statementsOn('identity', statements)),
    rank: on(rankAxis, inOrder(ranksGiven(statementsOn('rank', statements)))),
    health: on(latestAxis<HealthAssessed>(), statementsOn('health', statements)),
    remains: on(remainsAxis, statementsOn('remains', statements)),
    contacts: [...contacts].map((contact) => ({
      contact,
      reached: on(
        latestAxis<FamilyContactAdded>(),
        onContacts.filter(({ event }) => event.data.contact === contact),
      ),
    })),
    listings: agreementsSpokenOf(onListings).map((agreement) => ({
      agreement,
      listing: on(listingAxis, statementsUnder(agreement, onListings)),
    })),
  };
}

/** What the statements say in the order in which they are given (see statementsThatStand): the view that rules decide by. */
export function caseFile(statements: Statements): CaseFile {
  return onEachAxis<'held'>(statements, foldAxis);
}

/** What was so at the end of a day, as far as the statements' own dates can tell. Rules never use this view. */
export function caseFileAt(statements: Statements, day: CivilDay): CaseFile<'answer'> {
  return onEachAxis<'answer'>(statements, (axis, told) => answerAt(axis, dated(told), day));
}

/** The questions that the statements answer, by name: the axes, each contact, and the listing under each agreement. */
export function caseQuestions(statements: Statements): ReadonlyMap<string, Asked> {
  const file = onEachAxis<'asked'>(statements, (axis, told) => asked(axis, dated(told)));
  const { contacts, listings, ...axes } = file;
  return new Map([
    ...Object.entries(axes),
    ...contacts.map(({ contact, reached }) => [contact, reached] as const),
    ...listings.map(({ agreement, listing }) => [`listing under ${agreement}`, listing] as const),
  ]);
}
