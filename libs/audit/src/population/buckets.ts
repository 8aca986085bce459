import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Characters that wait in memory for all files together, and what one file may hold to be read at once. */
const WAITING = 8 * 1_024 * 1_024;
const READ_AT_ONCE = 32 * 1_024 * 1_024;
const DIGITS = 32;

/**
 * Lines put into files by two digits of their name (32 hexadecimal ones), and handed out file by file in the order of the names: so that very many can be
 * grouped in little memory. A file that grew too large for that is divided by the next two digits.
 */
export class Buckets {
  readonly #waiting = new Map<string, string[]>();
  #characters = 0;

  constructor(
    private readonly folder: string,
    private readonly nameOf: (line: string) => string,
    private readonly readAtOnce = READ_AT_ONCE,
    private readonly digit = 0,
  ) {}

  async put(name: string, line: string): Promise<void> {
    const bucket = name.slice(this.digit, this.digit + 2);
    const waiting = this.#waiting.get(bucket) ?? [];
    waiting.push(line);
    this.#waiting.set(bucket, waiting);
    this.#characters += line.length;
    if (this.#characters > WAITING) await this.#write();
  }

  /** The lines of one file after another; of each name, all together and in the order in which they were put. Files that were read are deleted. */
  async *read(): AsyncGenerator<string[]> {
    await this.#write();
    for (const bucket of (await readdir(this.folder)).sort()) {
      const file = join(this.folder, bucket);
      const { size } = await stat(file);
      if (size <= this.readAtOnce || this.digit + 2 >= DIGITS)
        yield (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
      else yield* await this.#divided(file);
      await rm(file);
    }
  }

  async #divided(file: string): Promise<AsyncGenerator<string[]>> {
    const folder = `${file}.divided`;
    await mkdir(folder, { mode: 0o700 });
    const parts = new Buckets(folder, this.nameOf, this.readAtOnce, this.digit + 2);
    for await (const line of createInterface({ input: createReadStream(file) }))
      await parts.put(this.nameOf(line), `${line}\n`);
    return parts.read();
  }

  async #write(): Promise<void> {
    for (const [bucket, lines] of this.#waiting)
      await appendFile(join(this.folder, bucket), lines.join(''), { mode: 0o600 });
    this.#waiting.clear();
    this.#characters = 0;
  }
}
