import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { asMarkdown, rowsOf, withTable } from './access-table.js';
import { routesOfTheApi } from './routes-of-the-api.js';

/** Run from the root of the repository: writes the table of docs/access.md as routes and policies say it now. */
const PAGE = 'docs/access.md';
const page = withTable(await readFile(PAGE, 'utf8'), asMarkdown(rowsOf(await routesOfTheApi())));
await writeFile(PAGE, await format(page, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
