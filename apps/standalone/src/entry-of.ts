import { fileURLToPath } from 'node:url';

/** The built program of an app. */
export const entryOf = (app: string, file = 'main'): string =>
  fileURLToPath(new URL(`../../${app}/src/${file}.js`, import.meta.url));
