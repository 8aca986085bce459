/** One setting of a process, read from its environment. */
export interface Setting<T> {
  readonly shape: string;
  readonly example: string;
  /** Undefined for a text of another shape. */
  readonly read: (text: string) => T | undefined;
  /** What holds when the variable is not set; a setting without it must be set. */
  readonly otherwise?: T;
  /** It may hold a password, so a file may hold it instead: the one that the variable `<NAME>_FILE` names. */
  readonly isSecret?: boolean;
}

type Settings = Readonly<Record<string, Setting<unknown>>>;
type Values<S extends Settings> = {
  readonly [Name in keyof S]: S[Name] extends Setting<infer T> ? T : never;
};

export type Configuration<S extends Settings> =
  | { readonly ok: true; readonly values: Values<S> }
  | { readonly ok: false; readonly faults: readonly string[] };

/**
 * The settings as typed values, or one sentence for each that is wrong: its name, its shape and an example. A
 * sentence never repeats the value, which may hold a password. `textIn` answers what a file holds, undefined if it
 * cannot be read.
 */
export function readConfiguration<S extends Settings>(
  settings: S,
  environment: Readonly<Record<string, string | undefined>>,
  textIn: (file: string) => string | undefined = () => undefined,
): Configuration<S> {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { shape, example, read, otherwise, isSecret }] of Object.entries(settings)) {
    let text = environment[name] ?? '';
    const file = isSecret === true ? (environment[`${name}_FILE`] ?? '') : '';
    if (file !== '') {
      const found = text === '' ? textIn(file)?.trim() : 'both';
      if (text !== '') faults.push(`${name} and ${name}_FILE are both set: leave one of them out`);
      else if (!found) faults.push(`${name}_FILE is not a file with ${shape} that this user can read`);
      if (text !== '' || !found) continue;
      text = found;
    }
    values[name] = text === '' ? otherwise : read(text);
    if (values[name] === undefined)
      faults.push(
        `${name} ${text === '' ? 'is not set: it must be' : 'is not'} ${shape}, for example ${example}`,
      );
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, values: values as Values<S> };
}

/** An absolute URL of one of the schemes (`esdb:`). */
export function urlSetting(schemes: readonly string[], shape: string, example: string): Setting<string> {
  const read = (text: string): string | undefined =>
    URL.canParse(text) && schemes.includes(new URL(text).protocol) ? text : undefined;
  return { shape, example, read };
}

/** An absolute URL of one of the schemes, which may hold a password. */
function secretUrlSetting(schemes: readonly string[], shape: string, example: string): Setting<string> {
  return { ...urlSetting(schemes, shape, example), isSecret: true };
}

/** A port of this machine; 0 takes a free one. */
export function portSetting(otherwise: number): Setting<number> {
  const read = (text: string): number | undefined =>
    /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
  return { shape: 'a port from 0 to 65535', example: String(otherwise), read, otherwise };
}

/** An address of this machine to listen on; other machines reach only what does not listen on loopback. */
export function hostSetting(shape: string): Setting<string> {
  const read = (text: string): string | undefined => (/^[\w.:-]{1,200}$/.test(text) ? text : undefined);
  return { shape, example: '127.0.0.1', read, otherwise: '127.0.0.1' };
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

/** What a process that runs on and on tells of itself: its metrics, and how much it logs. */
export const observation = {
  METRICS_HOST: hostSetting('the address to serve metrics on'),
  /** Null: metrics are not served. */
  METRICS_PORT: { ...portSetting(9400), otherwise: null } satisfies Setting<number | null>,
  LOG_LEVEL: {
    shape: `one of ${LEVELS.join(', ')}`,
    example: 'info',
    read: (text: string) => (LEVELS.includes(text) ? text : undefined),
    otherwise: 'info',
  } satisfies Setting<string>,
};

export function pathSetting(shape: string, example: string): Setting<string> {
  return { shape, example, read: (text) => (text.includes('\0') ? undefined : text) };
}

export const eventStoreUrl = secretUrlSetting(
  ['esdb:', 'esdb+discover:', 'kurrentdb:', 'kurrentdb+discover:'],
  'the connection string of an event store',
  'esdb://localhost:2113?tls=false',
);
export const databaseUrl = secretUrlSetting(
  ['postgres:', 'postgresql:'],
  'the address of a PostgreSQL database',
  'postgres://homeward:secret@localhost:5432/homeward',
);
