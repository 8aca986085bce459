import { readFile } from 'node:fs/promises';

/** A command to the HTTP API. `{name}` stands for the id that the command with that `ref` made. */
export interface ScenarioCommand {
  readonly ref?: string;
  /** The role in which it is sent. */
  readonly as: string;
  readonly post: string;
  readonly body: unknown;
  /** Sent once the person has returned: the return follows a handover by itself. */
  readonly when?: 'returned';
}

/** A body without what every statement of fact has: the basis. */
export type Told = Readonly<Record<string, unknown>>;

export async function readCommands(file: URL): Promise<ScenarioCommand[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ScenarioCommand);
}

/** The value with every `{name}` in its texts replaced by the id of that name. Throws for a name without an id. */
export function withIds<T>(value: T, ids: ReadonlyMap<string, string>): T {
  const text = JSON.stringify(value).replace(/\{([a-z0-9:-]+)\}/g, (_all, name: string) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`The scenario uses {${name}} before any command made it.`);
    return id;
  });
  return JSON.parse(text) as T;
}
