import type { StatedFigure } from '#libs/read-models/src/agreement/agreement.entity.js';

/** A stated figure as it is answered: revisions are texts. */
export const statedAnswer = <S extends StatedFigure>(stated: S) => ({
  ...stated,
  revision: String(stated.revision),
});
