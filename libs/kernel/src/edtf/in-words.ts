import type { Edtf } from './edtf.js';

/** Plain English that reads well after a verb ("was captured ..."); never fills in a part that is not known. */
export function inWords(value: Edtf): string {
  return value;
}
