import { createHash } from 'node:crypto';
import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { isUuid, officeId, staffId, type OfficeId } from '#libs/kernel/src/ids.js';
import type { Caller } from './caller.js';
import { ROLES, type Role } from './roles.js';

/** The one signature algorithm (RFC 8037) and the one type (RFC 9068, section 2.1) that a token may have. */
export const TOKEN_ALGORITHM = 'EdDSA';
export const TOKEN_TYPE = 'at+jwt';

const CACHED_TOKENS = 10_000;
/** How long a verified token is believed without a second look. */
const CACHED_FOR_MS = 60_000;

export interface TokenRules {
  readonly keys: JSONWebKeySet;
  readonly issuer: string;
  readonly audience: string;
  readonly now?: () => Date;
}

export type TokenFault = 'expired' | 'not-valid';

/** Why a token is not accepted; nothing of the token stands in it. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  constructor(readonly fault: TokenFault) {
    super(fault === 'expired' ? 'The token has expired.' : 'The token is not one that is valid here.');
  }
}

/** Verifies tokens, and remembers for a short while those that it has verified: a signature costs more than the rest. */
export class TokenVerifier {
  readonly #keys: ReturnType<typeof createLocalJWKSet>;
  readonly #verified = new Map<string, { readonly caller: Caller; readonly until: number }>();

  constructor(private readonly rules: TokenRules) {
    this.#keys = createLocalJWKSet(rules.keys);
  }

  /** The caller that the token names. Throws TokenRefused. */
  async verify(token: string): Promise<Caller> {
    const now = this.rules.now?.() ?? new Date();
    const name = createHash('sha256').update(token).digest('base64');
    const found = this.#verified.get(name);
    if (found !== undefined && now < found.caller.expiresAt && now.getTime() < found.until)
      return found.caller;
    this.#verified.delete(name);
    const caller = callerIn(await this.#payload(token, now));
    const [oldest] = this.#verified.keys();
    if (this.#verified.size >= CACHED_TOKENS && oldest !== undefined) this.#verified.delete(oldest);
    this.#verified.set(name, { caller, until: now.getTime() + CACHED_FOR_MS });
    return caller;
  }

  async #payload(token: string, now: Date): Promise<JWTPayload> {
    const { issuer, audience } = this.rules;
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        algorithms: [TOKEN_ALGORITHM],
        typ: TOKEN_TYPE,
        issuer,
        audience,
        requiredClaims: ['sub', 'exp', 'role'],
        currentDate: now,
      });
      return payload;
    } catch (error) {
      throw new TokenRefused(error instanceof errors.JWTExpired ? 'expired' : 'not-valid');
    }
  }
}

function callerIn({ sub, exp, role, office }: JWTPayload): Caller {
  const known = ROLES.find((name): name is Role => name === role);
  if (sub === undefined || !isUuid(sub) || exp === undefined || known === undefined) {
    throw new TokenRefused('not-valid');
  }
  return { id: staffId(sub), role: known, office: officeIn(office), expiresAt: new Date(exp * 1_000) };
}

function officeIn(claim: unknown): OfficeId | null {
  if (claim === undefined) return null;
  if (typeof claim !== 'string' || !isUuid(claim)) throw new TokenRefused('not-valid');
  return officeId(claim);
}
