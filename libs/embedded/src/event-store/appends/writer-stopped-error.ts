/** Raised for every append after a commit has failed: the store no longer knows that its disk keeps what it is given. */
export class WriterStoppedError extends Error {}
