/** What is wrong with one part of a request: where (a JSON pointer into the body, or a name), the rule, the remedy. */
export type FieldProblem = (
  { readonly pointer: string } | { readonly parameter: string } | { readonly header: string }
) & {
  readonly rule: string;
  readonly remedy: string;
};
