/** Something that the operator can put right; the message says how. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
