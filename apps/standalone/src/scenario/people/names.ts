import { readFile } from 'node:fs/promises';
import { romaniseUkrainian } from '#libs/policies/src/names/romanise-ukrainian.js';
import type { Chance } from '../chance.js';

export type Sex = 'female' | 'male';

interface Listed {
  readonly uk: string;
  readonly ukFeminine?: string;
}

export interface NameLists {
  readonly surnames: readonly Listed[];
  readonly givenNames: readonly (Listed & { readonly sex: Sex })[];
  readonly patronymics: readonly Listed[];
}

/** The lists of common names in the folder `data/names`. */
export async function readNameLists(folder: URL): Promise<NameLists> {
  const files = ['surnames', 'given-names', 'patronymics'].map((name) => new URL(`${name}.json`, folder));
  const lists = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(file, 'utf8')) as Partial<NameLists>),
  );
  return Object.assign({}, ...lists) as NameLists;
}

/** A name put together at random from lists of common ones, in both scripts; it stands for nobody. */
export function fictionalName(chance: Chance, lists: NameLists, sex: Sex) {
  const form = ({ uk, ukFeminine }: Listed): string => (sex === 'female' ? (ukFeminine ?? uk) : uk);
  const surname = form(chance.of(lists.surnames));
  const givenNames = chance.of(lists.givenNames.filter((given) => given.sex === sex)).uk;
  return {
    name: { surname, givenNames, patronymic: form(chance.of(lists.patronymics)) },
    latinName: { surname: romaniseUkrainian(surname), givenNames: romaniseUkrainian(givenNames) },
  };
}
