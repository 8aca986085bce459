import type { CaseEvent } from '#libs/cases/src/case-events.js';
import type { Projection, ReadModel } from '#libs/projections/src/projection.js';
import type { Cells, RowTable } from '#libs/projections/src/row-table.js';
import { CaseNameRow } from '#libs/read-models/src/case-names/case-name.entity.js';
import { nobodys, ownTexts, PEOPLE, type Own } from './own.js';
import { rowsOf, ToldLog } from './project.js';
import { Template } from './template.js';
import { eventsOfCase, storyOf } from './told-cases.js';

export type Tables = ReadonlyMap<ReadModel<never>, RowTable>;
export type Row = readonly [ReadModel<never>, Cells];

/**
 * Rows of cases as the projection makes them, but quicker: it makes them once of nobody, of every story and of every name, and what a case
 * has of its own is then filled in.
 */
export class CaseRows {
  readonly #stories: Projection;
  readonly #names: Projection;
  readonly #templates = new Map<string, readonly (readonly [ReadModel<never>, Template])[]>();

  constructor(
    projection: Projection,
    private readonly tables: Tables,
  ) {
    const isName = ({ entity }: ReadModel<never>): boolean => (entity as unknown) === CaseNameRow;
    this.#stories = { ...projection, models: projection.models.filter((model) => !isName(model)) };
    this.#names = { ...projection, models: projection.models.filter(isName) };
  }

  /** All rows of the so-manieth case. */
  of(index: number, own: Own): Row[] {
    const { sex, name, latinName, born } = own.identity.data;
    const story = `${storyOf(index)} ${JSON.stringify(sex)}`;
    const texts = ownTexts(own);
    return [
      ...this.#filled(story, texts, this.#stories, () => {
        const nobody = nobodys({ sex });
        return [nobody, eventsOfCase(index, nobody)];
      }),
      ...this.#filled(`name ${index % PEOPLE}`, texts, this.#names, () => {
        const nobody = nobodys({ sex, name, latinName, born });
        return [nobody, eventsOfCase(index, nobody)];
      }),
    ];
  }

  #filled(
    like: string,
    texts: readonly string[],
    by: Projection,
    nobody: () => readonly [Own, readonly CaseEvent[]],
  ): Row[] {
    const templates = this.#templates.get(like) ?? this.#templatesOf(by, ...nobody());
    this.#templates.set(like, templates);
    return templates.map(([model, template]) => [model, template.filled(texts)]);
  }

  #templatesOf(by: Projection, own: Own, events: readonly CaseEvent[]) {
    const blanks = ownTexts(own);
    const known = new ToldLog().stream(`case-${own.case}`, events);
    return [...rowsOf(by, known)].flatMap(([model, rows]) =>
      rows.map((row) => [model, new Template(this.tables.get(model)?.cells(row) ?? [], blanks)] as const),
    );
  }
}
