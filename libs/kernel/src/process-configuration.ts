import { readFileSync } from 'node:fs';
import { readConfiguration, type Configuration, type Setting } from './configuration.js';

/** The settings in this process's environment, and in the files that it names: see readConfiguration. */
export function processConfiguration<S extends Readonly<Record<string, Setting<unknown>>>>(
  settings: S,
): Configuration<S> {
  return readConfiguration(settings, process.env, textIn);
}

function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
