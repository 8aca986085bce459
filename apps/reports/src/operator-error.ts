/** What the person at the terminal can mend; its message is all that is printed. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
