/**
 * Writes commands.ndjson beside this file: 9 to 16 June 2025 as commands to the HTTP API. The agreement, the
 * exchanges and the containers are real and public; every person is fictional, made from the lists below by a
 * fixed seed. Run it again and the file comes out the same: node data/june-2025/make.js
 */
import { writeFileSync } from 'node:fs';
import { v5 } from 'uuid';

const SURNAMES = [
  ['Бондаревич', 'Bondarevych'],
  ['Вербинський', 'Verbynskyi'],
  ['Гайовий', 'Haiovyi'],
  ['Дібровний', 'Dibrovnyi'],
  ['Єфремчук', 'Yefremchuk'],
  ['Журавчак', 'Zhuravchak'],
  ['Загребельник', 'Zahrebelnyk'],
  ['Івасюченко', 'Ivasiuchenko'],
  ['Калинчак', 'Kalynchak'],
  ['Луговенко', 'Luhovenko'],
  ['Мостовик', 'Mostovyk'],
  ['Нечаюк', 'Nechaiuk'],
  ['Озеренко', 'Ozerenko'],
  ['Підлісняк', 'Pidlisniak'],
  ['Рудобаба', 'Rudobaba'],
  ['Степовик', 'Stepovyk'],
  ['Тернопільчук', 'Ternopilchuk'],
  ['Ужвієнко', 'Uzhviienko'],
  ['Федоряка', 'Fedoriaka'],
  ['Хмаринець', 'Khmarynets'],
  ['Цимбалістий', 'Tsymbalistyi'],
  ['Чорнобривець', 'Chornobryvets'],
  ['Шипшиненко', 'Shypshynenko'],
  ['Яворинський', 'Yavorynskyi'],
];
const GIVEN = [
  ['Андрій', 'Andrii'],
  ['Богдан', 'Bohdan'],
  ['Василь', 'Vasyl'],
  ['Дмитро', 'Dmytro'],
  ['Ігор', 'Ihor'],
  ['Максим', 'Maksym'],
  ['Назар', 'Nazar'],
  ['Олег', 'Oleh'],
  ['Роман', 'Roman'],
  ['Юрій', 'Yurii'],
];
const GIVEN_F = [
  ['Ірина', 'Iryna'],
  ['Марія', 'Mariia'],
  ['Наталія', 'Nataliia'],
  ['Олена', 'Olena'],
];
const PATRONYMICS = ['Андрійович', 'Васильович', 'Іванович', 'Миколайович', 'Петрович', 'Степанович'];
const PATRONYMICS_F = ['Андріївна', 'Василівна', 'Іванівна', 'Миколаївна'];
const OFFICERS = ['lieutenant', 'senior-lieutenant', 'captain', 'major', 'lieutenant-colonel'];
const OTHERS = [
  'soldier',
  'senior-soldier',
  'junior-sergeant',
  'sergeant',
  'senior-sergeant',
  'master-sergeant',
];
const UNITS = [
  'coastal defence battalion (fictional)',
  'border detachment (fictional)',
  'mechanised battalion (fictional)',
];
const CAPTURES = [
  ['2022-05', 'Mariupol', '2022-06'],
  ['2022-04-12', 'Mariupol', '2022-06'],
  ['2022-05-17/2022-05-20', 'Mariupol, Azovstal', '2022-06'],
  ['2022-03~', 'near Chernihiv', '2022-06'],
  ['2023-08', 'near Bakhmut', '2023-09'],
  ['2024-10', 'near Pokrovsk', '2024-11'],
];

let seed = 14062025;
const next = (n) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * n);
};
const pick = (list) => list[next(list.length)];
const two = (n) => String(n).padStart(2, '0');

/** A document's id, derived from its number: fictional documents, stable from run to run. */
let documents = 0;
const document = () => ({ kind: 'document', id: v5(`june-2025/${++documents}`, v5.URL) });
const source = (speaker) => ({ kind: 'source', speaker });

const lines = [];
const post = (as, path, body, ref) => lines.push({ ...(ref ? { ref } : {}), as, post: path, body });

const term = (category, criterion) => ({
  category,
  form: 'all-for-all',
  each: null,
  criterion,
  speaker: 'coordination-headquarters',
});

// 2 June 2025, Istanbul.
post(
  'negotiator',
  '/agreements',
  {
    occurredAt: '2025-06-02',
    title: 'Istanbul agreements of 2 June 2025',
    place: 'Istanbul',
    categories: [
      term('seriously-ill-or-wounded', 'seriously ill and severely wounded'),
      term('aged-18-to-25', 'aged 18 to 25'),
    ],
    remains: [
      { form: 'number-for-number', toUkraine: 6000, fromUkraine: 6000, speaker: 'coordination-headquarters' },
      { form: 'one-sided', toUkraine: 6000, fromUkraine: null, speaker: 'other-side' },
    ],
    basis: [source('coordination-headquarters')],
  },
  'istanbul',
);

const STAGES = [
  { ref: 'stage-1', ordinal: 1, day: '2025-06-09', mix: [['aged-18-to-25', 9]] },
  {
    ref: 'stage-2',
    ordinal: 2,
    day: '2025-06-10',
    mix: [
      ['seriously-ill-or-wounded', 4],
      ['aged-18-to-25', 3],
    ],
  },
  { ref: 'stage-3', ordinal: 3, day: '2025-06-12', mix: [['seriously-ill-or-wounded', 8]] },
  {
    ref: 'stage-4',
    ordinal: 4,
    day: '2025-06-14',
    mix: [
      ['seriously-ill-or-wounded', 13],
      ['aged-18-to-25', 5],
    ],
  },
];
for (const { ref, ordinal, day } of STAGES) {
  post(
    'negotiator',
    '/exchanges',
    {
      occurredAt: '2025-06-02/2025-06-08',
      plannedFor: day,
      agreements: ['{istanbul}'],
      ordinal,
      basis: [source('coordination-headquarters')],
    },
    ref,
  );
  post('negotiator', `/exchanges/{${ref}}/embargo`, {
    occurredAt: '2025-06-02/2025-06-08',
    needToKnow: ['{staff:negotiator}', '{staff:caseworker}'],
    basis: [source('coordination-headquarters')],
  });
}

let persons = 0;
function person(openedFor, { young = false, officer = false, since = '2022-06' } = {}) {
  const ref = `person-${two(++persons)}`;
  const female = next(8) === 0;
  const [surname, latinSurname] = SURNAMES[(persons * 7) % SURNAMES.length];
  const [givenNames, latinGiven] = pick(female ? GIVEN_F : GIVEN);
  const born = young ? `${2000 + next(6)}` : `${1968 + next(30)}`;
  post('caseworker', '/cases', { occurredAt: since, openedFor, basis: [document()] }, ref);
  post('caseworker', `/cases/{${ref}}/identity`, {
    occurredAt: since,
    name: { surname, givenNames, patronymic: pick(female ? PATRONYMICS_F : PATRONYMICS) },
    latinName: { surname: latinSurname, givenNames: latinGiven },
    born: next(4) === 0 ? born : `${born}-${two(1 + next(12))}-${two(1 + next(28))}`,
    sex: female ? 'female' : 'male',
    rank: pick(officer ? OFFICERS : OTHERS),
    serviceNumber: `FICT-${String(100000 + next(900000))}`,
    unit: pick(UNITS),
    basis: [document()],
  });
  return ref;
}

function captive(options) {
  const [occurredAt, place, since] = options.young ? CAPTURES.at(-1) : pick(CAPTURES);
  const ref = person('prisoner-of-war', { ...options, since });
  post('caseworker', `/cases/{${ref}}/capture`, { occurredAt, place, basis: [document()] });
  if (next(5) > 0) {
    const byIcrc = next(3) > 0;
    post('caseworker', `/cases/{${ref}}/captivity-confirmations`, {
      occurredAt: '2024-12',
      by: byIcrc ? 'icrc' : 'unofficial',
      place: null,
      basis: [byIcrc ? source('icrc') : document()],
    });
  }
  return ref;
}

const negotiated = (ref, category, listing, occurredAt, exchange = null) =>
  post('negotiator', `/cases/{${ref}}/negotiations`, {
    occurredAt,
    agreement: '{istanbul}',
    category,
    listing,
    exchange,
    basis: [document(), source('coordination-headquarters')],
  });

function listed(category, options) {
  const ref = captive({ ...options, young: category === 'aged-18-to-25' });
  if (category === 'seriously-ill-or-wounded') {
    post('caseworker', `/cases/{${ref}}/health-assessments`, {
      occurredAt: '2025-04',
      finding: pick(['seriously-ill', 'severely-wounded']),
      ground: pick(['incurable', 'not-recovering-within-a-year', 'gravely-and-permanently-diminished']),
      note: null,
      basis: [document()],
    });
  }
  negotiated(ref, category, 'proposed', '2025-06-03');
  return ref;
}

const manifests = new Map();
for (const { ref: stage, day, mix } of STAGES) {
  const people = mix.flatMap(([category, count]) =>
    Array.from({ length: count }, (_, n) => {
      const ref = listed(category, { officer: stage === 'stage-4' && n % 4 !== 3 });
      negotiated(ref, category, 'agreed', '2025-06-05');
      negotiated(ref, category, 'in-a-stage', day, `{${stage}}`);
      return { case: `{${ref}}`, agreement: '{istanbul}', category };
    }),
  );
  manifests.set(stage, people);
}
const disputed = Array.from({ length: 4 }, () => {
  const ref = listed('seriously-ill-or-wounded', {});
  negotiated(ref, 'seriously-ill-or-wounded', 'disputed', '2025-06-06');
  return ref;
});
for (let n = 0; n < 4; n++) listed('aged-18-to-25', {});
const missing = Array.from({ length: 4 }, () => person('missing'));

// The bodies of the fallen: each speaker's count stands beside the others (data: Coordination Headquarters, the other side).
const RECEPTIONS = [
  ['2025-06-11', 1212],
  ['2025-06-13', 1200],
  ['2025-06-14', 1200],
  ['2025-06-15', 1200],
  ['2025-06-16', 1245],
];
const hq = source('coordination-headquarters');
RECEPTIONS.forEach(([day, count], index) =>
  post(
    'caseworker',
    '/receptions',
    {
      occurredAt: day,
      direction: 'to-ukraine',
      agreement: '{istanbul}',
      counts: [{ speaker: 'coordination-headquarters', count, bound: 'exact', basis: [hq] }],
      basis: [hq],
    },
    `reception-${index + 1}`,
  ),
);
post('caseworker', '/receptions/{reception-5}/counts', {
  occurredAt: '2025-06-16',
  speaker: 'other-side',
  count: 1248,
  bound: 'exact',
  basis: [source('other-side')],
});

const fallen = [];
for (let n = 0; n < 5; n++) {
  const ref = person('fallen');
  fallen.push(ref);
  post('caseworker', `/cases/{${ref}}/remains-repatriation`, {
    occurredAt: RECEPTIONS[n][0],
    reception: `{reception-${n + 1}}`,
    agreement: '{istanbul}',
    basis: [document()],
  });
}

for (const [stage, manifest] of manifests) {
  const day = STAGES.find(({ ref }) => ref === stage).day;
  post('negotiator', `/exchanges/{${stage}}/handovers`, {
    occurredAt: day,
    handover: `4a4d0000-0000-4000-8000-${day.replaceAll('-', '').padStart(12, '0')}`,
    part: 1,
    manifest,
    basis: [source('coordination-headquarters'), document()],
  });
}

// What else a file holds: reports, families, and what is heard of those who are held still.
const tell = (ref, door, body) =>
  post('caseworker', `/cases/{${ref}}/${door}`, { ...body, basis: [document()] });
const idOf = (name) => v5(`june-2025/${name}`, v5.URL);
for (const [n, ref] of missing.entries()) {
  tell(ref, 'missing-reports', {
    occurredAt: '2022-06',
    by: n === 0 ? 'military-unit' : 'relative',
    lastSeen: '2022-05',
    place: 'Mariupol',
    circumstances: 'did not come back from a position (fictional)',
  });
  tell(ref, 'family-contacts', {
    occurredAt: '2022-06',
    contact: idOf(`contact of ${ref}`),
    toInform: true,
    name: `Родина ${n + 1} (вигадана)`,
    relationship: n % 2 === 0 ? 'mother' : 'wife',
    address: `a village (fictional), ${n + 1}`,
  });
}
const [moved, admitted, heardOf, rumoured] = disputed;
tell(moved, 'transfers', { occurredAt: '2025-01', from: 'Olenivka', to: 'Taganrog' });
tell(admitted, 'hospital-admissions', { occurredAt: '2025-02', place: 'a hospital in Rostov' });
tell(heardOf, 'messages', {
  occurredAt: '2025-03',
  form: 'capture-card',
  way: 'icrc',
  content: 'I am in captivity and in good health.',
});
tell(rumoured, 'death-reports', { occurredAt: '2025-04', reliability: 'F', credibility: '6' });
tell(rumoured, 'notes', { occurredAt: '2025-05', note: 'The ICRC was asked about the report of death.' });
tell(fallen[0], 'closure', { occurredAt: '2025-06-16', reason: 'search-ended' });

writeFileSync(
  new URL('commands.ndjson', import.meta.url),
  lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
);
process.stdout.write(`${lines.length} commands on ${persons} fictional persons\n`);
