/** The revision at which a tombstone stands: 2^63 - 1 on the wire, held here as a number no other revision reaches. */
export const TOMBSTONE_REVISION = Number.MAX_SAFE_INTEGER;

/** 2^63 - 1 as a varint. */
export const tombstoneVarint = Buffer.from('ffffffffffffffff7f', 'hex');
