import type { Chance } from '../chance.js';
import { listInto } from './listed.js';
import { PersonFile, source } from './person-file.js';
import type { Sample } from '../samples.js';

/** The fictional officer of 14 June whose history the first start shows: long enough to be read, short enough to be shown. */
export function shownOfficer(chance: Chance, ref: string, sample: Sample): PersonFile {
  const file = new PersonFile(ref, 'prisoner-of-war', '2022-06');
  file.tell('identity', {
    occurredAt: '2022-06',
    name: { surname: 'Гнатовець', givenNames: 'Олексій', patronymic: 'Іванович' },
    latinName: { surname: 'Hnatovets', givenNames: 'Oleksii' },
    born: '1994-03-XX',
    sex: 'male',
    rank: 'senior-lieutenant',
    serviceNumber: 'FICT-140625',
    unit: 'coastal defence battalion (fictional)',
  });
  file.tell('capture', { occurredAt: '2022-05', place: 'Mariupol' });
  file.tell('captivity-confirmations', { occurredAt: '2022-08-10', by: 'icrc', place: null }, [
    source('icrc'),
  ]);
  file.tell('health-assessments', {
    occurredAt: '2025-04',
    finding: 'severely-wounded',
    ground: 'not-recovering-within-a-year',
  });
  listInto(chance, file, sample, 'seriously-ill-or-wounded');
  file.handOver();
  file.tell('hospital-admissions', { occurredAt: '2023-02', place: 'a hospital in Rostov' });
  return file;
}
