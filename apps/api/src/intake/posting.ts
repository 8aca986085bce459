import type { FastifyRequest } from 'fastify';
import type { Lanes } from './lanes.js';

/** One posting of lines: to which intake, in which request, and which lines it had so far. */
export interface Posting {
  readonly intake: string;
  readonly request: FastifyRequest;
  readonly lanes: Lanes;
  /** Of each ref the line that it came with, as a digest. */
  readonly seen: Map<string, string>;
}
