/**
 * Latin spellings that stand in passports and lists of other times and places, letter by letter, apart from the tables that are tested: French as
 * in Soviet passports, Ukrainian passports of the nineties, English, Polish and German habits (general knowledge, not checked).
 */
const COMMON =
  'а a б b в v г g ґ g д d е e ё e з z и i і i ї i й i к k л l м m н n о o п p р r с s т t у u ф f ы y э e ь  ъ  ʼ ';
const HABITS: readonly string[] = [
  `${COMMON} ж j х kh ц ts ч tch ш ch щ chtch ю iou я ia у ou є ie`,
  `${COMMON} г h ж zh х kh ц ts ч ch ш sh щ sch ю iu я ia и y є ie й i`,
  `${COMMON} г h ж zh х kh ц ts ч ch ш sh щ shch ю yu я ya и y є ye й y`,
  `${COMMON} ж zh х kh ц ts ч ch ш sh щ sch ю yu я ya є ye й y и i`,
  `${COMMON} г h в w ж z х ch ц c ч cz ш sz щ szcz ю ju я ja и y є je й j`,
  `${COMMON} в w ж sh х ch ц z ч tsch ш sch щ schtsch ю ju я ja є je й j и i`,
];

const TABLES = HABITS.map((habit) => {
  const cells = habit.split(' ');
  const table = new Map<string, string>();
  for (let at = 0; at < cells.length; at += 2) table.set(cells[at] ?? '', cells[at + 1] ?? '');
  return table;
});

/** A name as one of these habits writes it. */
export function oldPassport(name: string, random: (below: number) => number): string {
  const table = TABLES[random(TABLES.length)] as ReadonlyMap<string, string>;
  const latin = [...name.toLowerCase().replaceAll("'", 'ʼ')]
    .map((letter) => table.get(letter) ?? letter)
    .join('');
  return latin.replaceAll(/(?<=^|[ -])\p{L}/gu, (first) => first.toUpperCase());
}
