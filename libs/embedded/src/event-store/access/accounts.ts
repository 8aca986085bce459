import { readFileSync } from 'node:fs';

/** Someone who may connect. The names of groups and users stand in `$acl` alike. */
export interface Account {
  readonly name: string;
  readonly password: string;
  readonly groups: readonly string[];
}

/** Raised when the file of users cannot be used; the message says why and what to do. */
export class AccountsError extends Error {}

const EXAMPLE = '[{"name": "admin", "password": "...", "groups": ["$admins"]}]';

/** Reads the users that a server with credentials knows: a JSON array of names, passwords and groups. */
export function readAccounts(path: string): Account[] {
  const refuse = (what: string): never => {
    throw new AccountsError(`The file of users ${path} ${what}. It should look like ${EXAMPLE}.`);
  };
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // The message of a JSON error quotes the text, which holds passwords.
    return refuse(error instanceof SyntaxError ? 'is not JSON' : `cannot be read (${reasonOf(error)})`);
  }
  if (!Array.isArray(json) || json.length === 0) return refuse('holds no array of users');
  const accounts = json.map((entry: unknown) =>
    isAccount(entry) ? entry : refuse('holds a user that is not one'),
  );
  if (new Set(accounts.map(({ name }) => name)).size < accounts.length) refuse('names a user twice');
  return accounts;
}

function isAccount(entry: unknown): entry is Account {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'name' in entry &&
    typeof entry.name === 'string' &&
    /^[^:]+$/.test(entry.name) &&
    'password' in entry &&
    typeof entry.password === 'string' &&
    entry.password !== '' &&
    'groups' in entry &&
    Array.isArray(entry.groups) &&
    entry.groups.every((group) => typeof group === 'string')
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
