import { known, type Personal } from '#libs/kernel/src/personal.js';

/** What a caller says of a person: it arrives plain, and is kept as personal from here on. */
export const said = <T>(value: T | null): Personal<T> | null => (value === null ? null : known(value));
