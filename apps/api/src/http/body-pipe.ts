import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { bind, type BodyClass } from './bind.js';
import type { FieldProblem } from './field-problem.js';
import { invalidInput } from './problems.js';

/** Every body and every query is bound to its class, whole, or refused with all that is wrong in it. */
export class BodyPipe implements PipeTransform {
  transform(sent: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || metatype === undefined) return sent;
    const problems: FieldProblem[] = [];
    const bound = bind(metatype as BodyClass, sent, problems);
    if (problems.length === 0) return bound;
    throw invalidInput(...(type === 'body' ? problems : problems.map(asParameter)).slice(0, 50));
  }
}

const asParameter = ({ rule, remedy, ...where }: FieldProblem): FieldProblem => ({
  parameter: 'pointer' in where ? where.pointer.slice(1) : '',
  rule,
  remedy,
});
