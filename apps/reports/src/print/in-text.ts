import { isWithheld, type Cell } from '../report.js';

/** A cell as text on one line: what is withheld never reads as nothing, or as zero. */
export function inText(cell: Cell): string {
  return isWithheld(cell) ? `withheld: ${cell.withheld}` : oneLine(String(cell));
}

/** Without line breaks and other control characters, which a terminal would obey. */
export const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');
