/** A thing is there, and its entries are not: the tables of a newer version are being filled. */
export class NotFilledYet extends Error {
  override readonly name = 'NotFilledYet';
}
