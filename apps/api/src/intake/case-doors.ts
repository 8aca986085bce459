import { Injectable, RequestMethod, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { ModuleRef } from '@nestjs/core';
import { ExternalContextCreator } from '@nestjs/core/helpers/external-context-creator.js';
import { RouteParamsFactory } from '@nestjs/core/router/route-params-factory.js';
import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import type { FastifyRequest } from 'fastify';
import type { Outcome } from '#libs/command-handling/src/command.js';
import { actionDoors } from '../actions.js';
import type { Door } from '../http/door-facts.js';

/** A door of a case as a line of an intake comes to it. */
export interface CaseDoor {
  /** As the route has it, such as `/cases/:id/capture`. */
  readonly url: string;
  readonly door: Door & { readonly command: NonNullable<Door['command']> };
  /** The door itself, with its parameters and pipes, on a request made for it. */
  readonly enter: (request: FastifyRequest) => Promise<Outcome<string>>;
}

export interface Way {
  readonly found: CaseDoor;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * The doors that a line of an intake may come to: those of the actions on a case, as they describe themselves. A list is of
 * people; agreements, exchanges and receptions are few, and are decided one at a time. What is done unseen, such as breaking
 * the glass, is for one case and its own reason.
 */
@Injectable()
export class CaseDoors implements OnApplicationBootstrap {
  #doors: readonly { readonly pattern: RegExp; readonly found: CaseDoor }[] = [];

  constructor(
    private readonly modules: ModuleRef,
    private readonly contexts: ExternalContextCreator,
  ) {}

  onApplicationBootstrap(): void {
    const found = actionDoors.flatMap((controller) => this.#doorsOf(controller));
    this.#doors = found.map((each) => ({ found: each, pattern: patternOf(each.url) }));
  }

  /** The door to which this path leads, and what stands in it; undefined if there is none for lines. */
  find(path: string): Way | undefined {
    for (const { pattern, found } of this.#doors) {
      const match = pattern.exec(path);
      if (match !== null) return { found, params: { ...match.groups } };
    }
    return undefined;
  }

  #doorsOf(controller: Type<object>): CaseDoor[] {
    const prototype = controller.prototype as Readonly<Record<string, object>>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const method = prototype[name] ?? {};
      const door = Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, method) as Door | undefined;
      const isPost = Reflect.getMetadata(METHOD_METADATA, method) === RequestMethod.POST;
      if (!isPost || door?.command?.noun !== 'case' || door.command.unseen) return [];
      const { command } = door;
      return [
        {
          url: urlOf(controller, method),
          door: { ...door, command },
          enter: this.#entrance(controller, name),
        },
      ];
    });
  }

  #entrance(controller: Type<object>, name: string): CaseDoor['enter'] {
    const door = this.modules.get<Record<string, (...args: unknown[]) => unknown>>(controller, {
      strict: false,
    });
    const method = door[name] ?? neverMissing(name);
    const params = new RouteParamsFactory();
    const paramsFactory = {
      exchangeKeyForValue: (type: number, data: string, [req]: FastifyRequest[]): unknown =>
        params.exchangeKeyForValue(type as never, data, { req: req ?? {}, res: null, next: neverMissing }),
    };
    const only = { guards: false, interceptors: false, filters: false };
    return this.contexts.create(
      door,
      method,
      name,
      ROUTE_ARGS_METADATA,
      paramsFactory as never,
      undefined,
      undefined,
      only,
    );
  }
}

function neverMissing(name: string): never {
  throw new Error(`A door has no ${name}`);
}

function urlOf(controller: object, method: object): string {
  const parts = [controller, method].flatMap((each) =>
    String(Reflect.getMetadata(PATH_METADATA, each)).split('/'),
  );
  return `/${parts.filter((part) => part !== '').join('/')}`;
}

const patternOf = (url: string): RegExp => new RegExp(`^${url.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
