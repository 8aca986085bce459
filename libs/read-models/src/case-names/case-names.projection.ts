import type { IdentityRecorded } from '#libs/cases/src/events/identity-recorded.event.js';
import { spanOf } from '#libs/kernel/src/edtf/span.js';
import type { Personal } from '#libs/kernel/src/personal.js';
import { nameKeys, nameSound } from '#libs/policies/src/names/name-keys.js';
import type { PersonName } from '#libs/policies/src/names/names.js';
import { serviceNumberKeys } from '#libs/policies/src/names/service-numbers.js';
import type { Known, ReadModel } from '#libs/projections/src/projection.js';
import { caseEventOf, caseIdOf } from '../case-file/case-of.js';
import { CaseNameRow, SPELLINGS } from './case-name.entity.js';

export const caseNamesModel: ReadModel<CaseNameRow> = {
  entity: CaseNameRow,
  isAppendOnly: true,
  keys(known) {
    const identity = identityIn(known);
    return SPELLINGS.filter((spelling) => identity !== null && nameIn(identity, spelling) !== null).map(
      (spelling) => ({ caseId: caseIdOf(known), revision: known.revision, spelling }),
    );
  },
  fold(_row, known, { spelling }) {
    const identity = identityIn(known);
    const name = identity === null ? null : nameIn(identity, spelling === 'latin' ? 'latin' : 'document');
    if (identity === null || name === null) throw new Error('a row of names without a name');
    const number = valueOf(identity.serviceNumber);
    const born = valueOf(identity.born);
    const span = born === null ? null : spanOf(born);
    return {
      caseId: caseIdOf(known),
      revision: known.revision,
      spelling: spelling === 'latin' ? 'latin' : 'document',
      position: String(known.position),
      ...name,
      serviceNumber: number,
      born,
      bornFrom: span?.earliest ?? null,
      bornTo: span?.latest ?? null,
      keys: [...nameKeys(name), ...(number === null ? [] : serviceNumberKeys(number))],
      sound: nameSound(name),
      isGuarded: mayReveal(known),
    };
  },
};

/** Who the person is, as this event states or corrects it. */
function identityIn(known: Known): IdentityRecorded['data'] | null {
  const event = caseEventOf(known);
  if (event.type === 'IdentityRecorded') return event.data;
  const isCorrection = event.type === 'StatementCorrected' && event.data.to.type === 'IdentityRecorded';
  return isCorrection ? (event.data.to as IdentityRecorded).data : null;
}

function nameIn(identity: IdentityRecorded['data'], spelling: (typeof SPELLINGS)[number]): PersonName | null {
  const name = valueOf(identity.name);
  if (spelling === 'document') return name;
  const latin = valueOf(identity.latinName);
  return latin === null ? null : { ...latin, patronymic: name?.patronymic ?? null };
}

/** Anything but a statement that names no event and changes none. */
function mayReveal({ event, metadata }: Known): boolean {
  if (event.type !== 'IdentityRecorded') return true;
  return (metadata.reveals ?? []).length > 0 || event.data.basis.some(({ kind }) => kind === 'event');
}

function valueOf<T>(personal: Personal<T> | null): T | null {
  return personal?.kind === 'known' ? personal.value : null;
}
