import { readFile } from 'node:fs/promises';

/** One line of a scenario: a command to the HTTP API. `{name}` stands for the id that the line with that `ref` made. */
export interface ScenarioCommand {
  readonly ref?: string;
  /** The role in which it is sent. */
  readonly as: string;
  readonly post: string;
  readonly body: unknown;
}

export async function readScenario(file: URL): Promise<ScenarioCommand[]> {
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
    if (id === undefined) throw new Error(`The scenario uses {${name}} before any line made it.`);
    return id;
  });
  return JSON.parse(text) as T;
}
