import { commandDigest } from '../digest.js';
import { openFolderKeys } from '../folder-keys.js';

/** What a process of its own is asked over IPC, and answers with a digest of each key, in order. */
export interface KeysRequest {
  readonly call: 'keyFor' | 'find';
  readonly subjects: readonly string[];
}

const [folder = '', kekFile = ''] = process.argv.slice(2);
const keys = await openFolderKeys({ folder, kekFile });

process.on('message', ({ call, subjects }: KeysRequest) => {
  const answers = subjects.map(async (subject) => {
    const key = await keys[call](subject);
    return key === 'erased' ? key : commandDigest(key, 'which key is it?');
  });
  Promise.all(answers).then(
    (all) => process.send?.(all),
    (error: Error) => process.send?.([error.name]),
  );
});
process.on('disconnect', () => void keys.close().then(() => process.exit(0)));
process.send?.(['ready']);
