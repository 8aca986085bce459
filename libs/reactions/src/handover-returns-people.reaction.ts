import type { HandoverConfirmed } from '#libs/agreements/src/events/handover-confirmed.event.js';
import { recordReturn } from '#libs/cases/src/actions/record-return.js';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import type { ReactionDeclined } from '#libs/cases/src/events/reaction-declined.event.js';
import type { Returned } from '#libs/cases/src/events/returned.event.js';
import { cases, type CaseState } from '#libs/cases/src/state.js';
import { accept, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { exchangeId } from '#libs/kernel/src/ids.js';
import type { Reaction } from './reaction.js';

const NAME = 'handover-returns-people';
type Ask = Returned['data'];

const declined = ({ basis }: Ask, refusal: string): ReactionDeclined => ({
  type: 'ReactionDeclined',
  data: { reaction: NAME, refusal, basis },
});

/** The return by its own rule; what the rule refuses, or knows already, is written down as declined. */
function returnOrDecline(state: CaseState, ask: Ask, today: CivilDay): Decision<CaseEvent, never> {
  const decision = recordReturn(state, ask, today);
  switch (decision.kind) {
    case 'refused':
      return accept(declined(ask, decision.refusal));
    case 'accepted':
      return decision.events.length > 0
        ? accept<CaseEvent>(...decision.events)
        : accept(declined(ask, 'nothing-new'));
  }
}

/** Each person on the manifest of a confirmed handover has returned. */
export const handoverReturnsPeople: Reaction<HandoverConfirmed, CaseState, CaseEvent, Ask> = {
  name: NAME,
  on: 'HandoverConfirmed',
  consequences: ({ stream, revision, event: { data } }) => {
    const exchange = exchangeId(stream.slice('exchange-'.length));
    return data.manifest.map((person) => ({
      kind: cases,
      id: person.case,
      rule: returnOrDecline,
      knows: exchange,
      ask: {
        occurredAt: data.occurredAt,
        exchange,
        agreement: person.agreement,
        category: person.category,
        place: null,
        basis: [{ kind: 'event', stream, revision }],
      },
    }));
  },
};
