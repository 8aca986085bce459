/**
 * Medians of three quiet runs against a single-node EventStoreDB 24.10.4 on disk, on two cores that it shared with
 * the same client (6.2.1), with JSON events of 300 bytes, in operations a second. It synced its disk three times a
 * commit. They come from another machine: read them as a scale, never as a result of this one.
 */
export const realServer = {
  appends: new Map([
    [1, 1238],
    [8, 2992],
    [64, 5522],
    [256, 7527],
  ]),
  batches: new Map([
    [1, 22_388],
    [4, 26_992],
  ]),
  readAll: 46_615,
  readStreamOf20: 695,
};
