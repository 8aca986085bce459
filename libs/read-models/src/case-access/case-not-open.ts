import type { GlassId } from '#libs/kernel/src/ids.js';

/** By what a case is open to somebody: the role alone, an assignment, or the broken glass of that id. */
export type OpenedBy = 'role' | 'assignment' | GlassId;

/** The case that was asked for is there, and is not open to the viewer. */
export class CaseNotOpen extends Error {
  override readonly name = 'CaseNotOpen';
  constructor() {
    super('The case is not open to this viewer.');
  }
}
