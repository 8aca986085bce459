const CYRILLIC = 'абвгдежзийклмнопрстуфхцчшщьюяіїє';
const LATIN = 'abcdefghijklmnopqrstuvwxyz';

/** A word with one letter left out, doubled or typed instead of another, added, or swapped with the next. The first letter is spared as often as typists do. */
export function mistyped(word: string, random: (below: number) => number): string {
  const letters = [...word];
  const at = random(5) === 0 ? 0 : 1 + random(Math.max(1, letters.length - 1));
  const other = letter(word, random);
  switch (random(4)) {
    case 0:
      return letters.toSpliced(at, 1).join('');
    case 1:
      return letters.toSpliced(at, 1, other).join('');
    case 2:
      return letters.toSpliced(at, 0, other).join('');
    default: {
      const [a = '', b = ''] = letters.slice(at - 1, at + 1);
      return at > 0 && a !== b
        ? letters.toSpliced(at - 1, 2, b, a).join('')
        : letters.toSpliced(at, 0, other).join('');
    }
  }
}

function letter(word: string, random: (below: number) => number): string {
  const alphabet = /\p{Script=Cyrillic}/u.test(word) ? CYRILLIC : LATIN;
  return alphabet[random(alphabet.length)] ?? '';
}

const ALIKE: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
};

/** A Cyrillic word in which some letters were typed on a Latin keyboard. */
export function inTwoScripts(word: string, random: (below: number) => number): string {
  return [...word].map((one) => (random(2) === 0 ? (ALIKE[one] ?? one) : one)).join('');
}
