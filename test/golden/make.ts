import { homewardEvents } from '#libs/stored-events/src/homeward-events.js';
import { goldenFolder, goldenName } from './golden-file.js';
import { makeGolden } from './make-golden.js';

/** Run from the root of the repository: makes the golden files that are missing, and touches no other. */
for (const definition of homewardEvents.definitions) {
  if (await makeGolden(definition, homewardEvents, goldenFolder)) {
    process.stdout.write(
      `Made ${goldenName(definition.type, definition.shapes.length)}: read it before you commit it.\n`,
    );
  }
}
