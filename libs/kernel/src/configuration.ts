/** One setting of a process, read from its environment. */
export interface Setting<T> {
  readonly shape: string;
  readonly example: string;
  /** Undefined for a text of another shape. */
  readonly read: (text: string) => T | undefined;
  /** What holds when the variable is not set; a setting without it must be set. */
  readonly otherwise?: T;
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
 * sentence never repeats the value, which may hold a password.
 */
export function readConfiguration<S extends Settings>(
  settings: S,
  environment: Readonly<Record<string, string | undefined>>,
): Configuration<S> {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { shape, example, read, otherwise }] of Object.entries(settings)) {
    const text = environment[name];
    const isSet = text !== undefined && text !== '';
    values[name] = isSet ? read(text) : otherwise;
    if (values[name] === undefined)
      faults.push(`${name} ${isSet ? 'is not' : 'is not set: it must be'} ${shape}, for example ${example}`);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, values: values as Values<S> };
}

/** An absolute URL of one of the schemes (`esdb:`). */
export function urlSetting(schemes: readonly string[], shape: string, example: string): Setting<string> {
  const read = (text: string): string | undefined =>
    URL.canParse(text) && schemes.includes(new URL(text).protocol) ? text : undefined;
  return { shape, example, read };
}

/** A port of this machine; 0 takes a free one. */
export function portSetting(otherwise: number): Setting<number> {
  const read = (text: string): number | undefined =>
    /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
  return { shape: 'a port from 0 to 65535', example: String(otherwise), read, otherwise };
}

export function pathSetting(shape: string, example: string): Setting<string> {
  return { shape, example, read: (text) => (text.includes('\0') ? undefined : text) };
}

export const eventStoreUrl = urlSetting(
  ['esdb:', 'esdb+discover:', 'kurrentdb:', 'kurrentdb+discover:'],
  'the connection string of an event store',
  'esdb://localhost:2113?tls=false',
);
export const databaseUrl = urlSetting(
  ['postgres:', 'postgresql:'],
  'the address of a PostgreSQL database',
  'postgres://homeward:secret@localhost:5432/homeward',
);
