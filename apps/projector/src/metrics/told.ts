import { Gauge, type Registry } from 'prom-client';

/** A value under its label; null and undefined: nothing is known, and nothing is told. */
export type Told = readonly [label: string, value: number | boolean | null | undefined];

/** A gauge that is looked up anew whenever metrics are read; a label that is not there any more is told no more. */
export function told(
  registry: Registry,
  name: string,
  help: string,
  label: string | null,
  values: () => readonly Told[] | Promise<readonly Told[]>,
): void {
  new Gauge({
    name,
    help,
    labelNames: label === null ? [] : [label],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [at, value] of await values()) {
        if (value === null || value === undefined) continue;
        this.set(label === null ? {} : { [label]: at }, Number(value));
      }
    },
  });
}
