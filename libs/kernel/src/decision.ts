/** What a rule answers: events to append (none if the same was said before), or a refusal by a typed word. */
export type Decision<Event, Refusal extends string> =
  | { readonly kind: 'accepted'; readonly events: readonly Event[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export function accept<Event>(...events: Event[]): { kind: 'accepted'; events: readonly Event[] } {
  return { kind: 'accepted', events };
}

export function refuse<Refusal extends string>(refusal: Refusal): { kind: 'refused'; refusal: Refusal } {
  return { kind: 'refused', refusal };
}

/** What a refusal tells the caller: the field it is about (if one is), the rule, and what to do. */
export interface Explanation {
  readonly field: string | null;
  readonly rule: string;
  readonly remedy: string;
}
