import { readFileSync } from 'node:fs';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const house = JSON.parse(readFileSync(new URL('test/fences/house.json', import.meta.url), 'utf8'));

/** The longest name decides: `a/b` has a rule of its own beside `a`. */
const exceptLonger = (name) =>
  Object.keys(house.importers)
    .filter((other) => other !== name && other.startsWith(name))
    .map((other) => `(?!${other.slice(name.length)})`)
    .join('');

/** A library may import strictly lower ranks, or itself; the fence test proves the same over the whole graph. */
const ranks = Object.entries(house.ranks).map(([room, rank]) => {
  const forbidden = Object.entries(house.ranks)
    .filter(([other, otherRank]) => other !== room && otherRank >= rank)
    .map(([other]) => other);
  const closed = Object.entries(house.importers)
    .filter(([, rooms]) => !rooms.some((open) => open === room || open.startsWith(`${room}/`)))
    .map(([name]) => name);
  return {
    files: [`${room}/**/*.ts`],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...forbidden.map((other) => ({
              group: [`#${other}/**`],
              message: `${room} (rank ${rank}) may import strictly lower ranks only.`,
            })),
            ...closed.map((name) => ({
              regex: `^${name}${exceptLonger(name)}`,
              message: `Only ${house.importers[name].join(', ')} may import this.`,
            })),
          ],
        },
      ],
    },
  };
});

export default tseslint.config(
  { ignores: ['dist/', '.homeward/', 'node_modules/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  ...ranks,
  prettier,
);
