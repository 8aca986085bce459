/** A statement to PostgreSQL, through pg or TypeORM: the answer is its rows. */
export type Ask = <Row extends object>(statement: string, parameters: unknown[]) => Promise<Row[]>;
