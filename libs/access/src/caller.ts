import type { Viewer } from './viewer.js';

/** Who calls, as a verified token says. */
export interface Caller extends Viewer {
  readonly expiresAt: Date;
}
