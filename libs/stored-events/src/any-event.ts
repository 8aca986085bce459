/** What every domain event is: its type, and its data as the definition of that type has it. */
export interface AnyEvent {
  readonly type: string;
  readonly data: unknown;
}
