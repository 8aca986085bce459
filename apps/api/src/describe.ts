import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

const DESCRIPTION = `
Every answer other than success is a problem (RFC 9457): \`type\` is \`urn:homeward:problem:<word>\` and stable, \`detail\`
names the rule and the remedy, \`errors\` name the field (a JSON pointer), the parameter or the header.
400: the request does not have the form that the door takes. 401: no valid token. 403: the role may not.
404: there is no such thing. 409: a rule refused. 410: the person's data was erased. 412: others wrote here since.
422: the Idempotency-Key came before with another body. 428: If-Match is missing.
503: try again; a command sent again with the same key is recorded once at most.

A command that says what was said before records nothing, leaves no proof of its key, and is decided afresh when it
comes again.`;

/** The OpenAPI description of every door. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Homeward')
    .setVersion('1')
    .setDescription(DESCRIPTION)
    .addBearerAuth()
    .build();
  return SwaggerModule.createDocument(app, about, {
    operationIdFactory: (door) => door.replace(/Door$/, ''),
  });
}
