import type { GlassId } from '#libs/kernel/src/ids.js';

/** By what a case is open to somebody: the role alone, an assignment, or the broken glass of that id. */
export type OpenedBy = 'role' | 'assignment' | GlassId;

/** What a query about one case answers. */
export type OfCase<View> =
  | { readonly kind: 'found'; readonly view: View; readonly by: OpenedBy }
  /** There is such a case, and it is not open to the viewer. */
  | { readonly kind: 'not-open' }
  /** There is no such case, or none was known at the time asked for. */
  | { readonly kind: 'none' };
