/** What a check found wrong, in one sentence. Where it knows them: the position in `$all`, the stream, the revision. */
export interface Fault {
  readonly trouble: string;
  readonly position?: number;
  readonly stream?: string;
  readonly revision?: number;
}

/** Where a check tells how far it is and what it finds. */
export interface CheckListener {
  fault(fault: Fault): void;
  /** Called now and then: how many of the entries to look at were looked at. */
  progress(done: number, of: number): void;
}

/** One line for a person to read. */
export function describeFault({ trouble, position, stream, revision }: Fault): string {
  const places = [
    ...(position === undefined ? [] : [`position ${position}`]),
    ...(stream === undefined ? [] : [`stream ${stream}`]),
    ...(revision === undefined ? [] : [`revision ${revision}`]),
  ];
  return places.length === 0 ? trouble : `${places.join(', ')}: ${trouble}`;
}
