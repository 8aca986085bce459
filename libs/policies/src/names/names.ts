/** A name as a file or a document has it. */
export interface PersonName {
  readonly surname: string;
  readonly givenNames: string;
  readonly patronymic: string | null;
}

/** What somebody asks for: any part may be missing. */
export interface AskedName {
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly patronymic: string | null;
}

export type NamePart = keyof PersonName;
