import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { ExchangePlanned } from './events/exchange-planned.event.js';
import type { ExchangeEvent } from './exchange-events.js';
import { figuresOf, type HandedOver } from './handed-over.js';

interface Told<Type extends ExchangeEvent['type'], More = unknown> {
  readonly type: Type;
  readonly data: { readonly occurredAt: Edtf } & More;
}

/**
 * An event of an exchange, as far as somebody may be told who may know its figures: of a manifest the figures alone, of an embargo that it
 * was placed. Nobody is named, and nothing that it rests on.
 */
export type ToldOfExchange =
  | Told<'ExchangePlanned', Omit<ExchangePlanned['data'], 'basis'>>
  | Told<'EmbargoPlaced'>
  | Told<'HandoverConfirmed', { readonly handedOver: HandedOver }>
  | Told<'ExchangeCompleted'>;

export function toldOfExchange(event: ExchangeEvent): ToldOfExchange {
  const { occurredAt } = event.data;
  switch (event.type) {
    case 'ExchangePlanned': {
      const { basis: _, ...data } = event.data;
      return { type: event.type, data };
    }
    case 'HandoverConfirmed':
      return { type: event.type, data: { occurredAt, handedOver: figuresOf(event.data.manifest) } };
    case 'EmbargoPlaced':
    case 'ExchangeCompleted':
      return { type: event.type, data: { occurredAt } };
  }
}
