import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from './http/door.js';
import { noSuchRoute } from './http/problems.js';

/** Swagger UI comes with @nestjs/swagger. */
const fromSwagger = createRequire(createRequire(import.meta.url).resolve('@nestjs/swagger'));
const UI = dirname(fromSwagger.resolve('swagger-ui-dist/package.json'));
const FILES: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
]);

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Homeward</title><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="doors"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>`;
const START = `SwaggerUIBundle({ url: '/docs-json', dom_id: '#doors' });`;

/** Made when it is first asked for, which most processes never are. */
export class Description {
  #api: OpenAPIObject | undefined;
  /** Set once all doors are there to be described. */
  describe: (() => OpenAPIObject) | undefined;

  get api(): OpenAPIObject | undefined {
    return (this.#api ??= this.describe?.());
  }
}

/** The description of the api, as a page that needs no network and as JSON. */
@ApiExcludeController()
@Controller()
export class DocsDoor {
  constructor(private readonly description: Description) {}

  @Get('docs')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return PAGE;
  }

  @Get('docs-json')
  @Public()
  json(): OpenAPIObject | undefined {
    return this.description.api;
  }

  @Get('docs/start.js')
  @Public()
  @Header('content-type', 'text/javascript; charset=utf-8')
  start(): string {
    return START;
  }

  @Get('docs/:file')
  @Public()
  async file(@Param('file') name: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const type = FILES.get(name);
    if (type === undefined) throw noSuchRoute();
    reply.header('content-type', type);
    return readFile(join(UI, name));
  }
}
