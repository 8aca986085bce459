import { AnswerInterceptor } from './http/answer.interceptor.js';
import { CaseDoors } from './intake/case-doors.js';
import { IntakeStreams } from './intake/intake-streams.js';
import { LineTaker } from './intake/line-taker.js';
import { Postings } from './intake/postings.js';
import { TakeLinesDoor } from './intake/take-lines.action.js';

/** The taking in of lists, line by line. */
export const intakeDoors = [TakeLinesDoor];
export const intakeParts = [AnswerInterceptor, CaseDoors, IntakeStreams, LineTaker, Postings];
