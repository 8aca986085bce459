/** What is asked of the thread that reads: to begin, to send one buffer more, or to leave off. */
export type Asked =
  | { readonly kind: 'read'; readonly reading: number; readonly after: string | null }
  | { readonly kind: 'more' | 'leave'; readonly reading: number };

/** What it tells: events in a buffer that is handed over, the end, or why there are no more. */
export type Told =
  | { readonly kind: 'events'; readonly reading: number; readonly buffer: ArrayBuffer }
  | { readonly kind: 'end'; readonly reading: number }
  | {
      readonly kind: 'failed';
      readonly reading: number;
      readonly message: string;
      readonly isUnavailable: boolean;
    };

/** So many buffers are on their way at most: what is not taken holds the server back. */
export const AHEAD = 8;

/** Before each message in a buffer stands its length. */
export const LENGTH_BYTES = 4;
