import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SearchAsk } from '#libs/read-models/src/case-names/search-ask.js';
import type { SearchPlace } from '#libs/read-models/src/case-names/case-search.query.js';
import { canonicalJson } from '#libs/stored-events/src/canonical-json.js';
import { invalidInput } from './problems.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PLACE_BYTES = 2 + 16;

/** The last hits of pages as sealed texts, all of one length. Each opens for the viewer and the search that it was answered to, and no other. */
export class SearchCursors {
  readonly #key: Uint8Array;

  /** `secret`: the same for every api process of one installation; cursors have a key of their own. */
  constructor(secret: Uint8Array) {
    this.#key = new Uint8Array(hkdfSync('sha256', secret, '', 'homeward search cursor', 32));
  }

  seal({ score, caseId }: SearchPlace, viewer: string, ask: SearchAsk): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(boundTo(viewer, ask));
    const place = Buffer.alloc(PLACE_BYTES);
    place.writeUInt16BE(Math.round(score * 1_000));
    place.write(caseId.replaceAll('-', ''), 2, 'hex');
    return Buffer.concat([nonce, cipher.update(place), cipher.final(), cipher.getAuthTag()]).toString(
      'base64url',
    );
  }

  /** Throws a Problem for a text that is none of ours, of another search, or of somebody else's. */
  open(cursor: string, viewer: string, ask: SearchAsk): SearchPlace {
    const bytes = Buffer.from(cursor, 'base64url');
    try {
      if (bytes.length !== NONCE_BYTES + PLACE_BYTES + TAG_BYTES) throw new RangeError('length');
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(boundTo(viewer, ask)).setAuthTag(bytes.subarray(-TAG_BYTES));
      const place = Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)),
        decipher.final(),
      ]);
      return { score: place.readUInt16BE() / 1_000, caseId: uuidIn(place.toString('hex', 2)) };
    } catch {
      throw invalidInput({
        pointer: '/after',
        rule: 'A page goes on behind the page before, of the same search by the same person.',
        remedy: 'Send `next` as it was answered, with the same body else; or leave it out and begin again.',
      });
    }
  }
}

const boundTo = (viewer: string, ask: SearchAsk): Buffer => Buffer.from(`${viewer} ${canonicalJson(ask)}`);

const uuidIn = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
