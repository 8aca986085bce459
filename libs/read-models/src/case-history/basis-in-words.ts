import type { Basis, Reference } from '#libs/kernel/src/basis.js';
import { listed, shortId, SPEAKER_WORDS } from './in-words.js';

/** ", according to the ICRC and document 3f2a1b7c, by the method dna-one-parent"; nothing for an empty basis. */
export function basisInWords(basis: Basis, ownStream: string): string {
  const told = basis.filter(({ kind }) => kind !== 'laboratory' && kind !== 'method');
  const found = basis.filter(({ kind }) => kind === 'laboratory' || kind === 'method');
  const part = (before: string, references: readonly Reference[]): string =>
    references.length === 0
      ? ''
      : `, ${before} ${listed(references.map((each) => inWords(each, ownStream)))}`;
  return part('according to', told) + part('by', found);
}

function inWords(reference: Reference, ownStream: string): string {
  switch (reference.kind) {
    case 'source':
      return SPEAKER_WORDS[reference.speaker];
    case 'event':
      return reference.stream === ownStream
        ? `entry ${reference.revision}`
        : `entry ${reference.revision} of ${streamInWords(reference.stream)}`;
    case 'claim':
    case 'document':
    case 'laboratory':
      return `${reference.kind} ${shortId(reference.id)}`;
    case 'method':
      return `the method ${shortId(reference.id)}`;
  }
}

function streamInWords(stream: string): string {
  const [, kind = stream, id = ''] = /^([^-]*)-(.*)$/.exec(stream) ?? [];
  return `${kind} ${shortId(id)}`.trim();
}
