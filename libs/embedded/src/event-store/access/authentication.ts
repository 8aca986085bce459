import { createHash, timingSafeEqual } from 'node:crypto';
import { unauthenticatedError } from '../wire/grpc-errors.js';
import type { Account } from './accounts.js';

/** Names that `$acl` may give a permission to: the user's own and the groups'. */
export type Principal = ReadonlySet<string>;

/** Finds out who calls, from the `authorization` header that a client sends with a call. */
export class Authentication {
  private readonly known = new Map<string, { readonly digest: Buffer; readonly principal: Principal }>();

  constructor(accounts: readonly Account[]) {
    for (const { name, password, groups } of accounts) {
      this.known.set(name, { digest: digestOf(password), principal: new Set([name, ...groups]) });
    }
  }

  /** Undefined: nobody in particular. Credentials that are given must be right. */
  principalOf(authorization: string | undefined): Principal | undefined {
    if (authorization === undefined) return undefined;
    const [, encoded] = /^basic (.+)$/i.exec(authorization) ?? [];
    const [, name = '', password = ''] =
      /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
    const account = this.known.get(name);
    const given = digestOf(password);
    if (account === undefined || !timingSafeEqual(account.digest, given)) throw unauthenticatedError();
    return account.principal;
  }
}

function digestOf(password: string): Buffer {
  return createHash('sha256').update(password, 'utf8').digest();
}
