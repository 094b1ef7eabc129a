import type { Question } from '@countersign/contracts';
import type { CandidateFacts } from './candidate.ts';

/** Candidates and questions of this folder's specs. */
export const NOW = new Date('2026-06-01T12:00:00.000Z');

const file = (kind: 'resume' | 'cover_letter', name: string, mediaType = 'application/pdf') => ({ kind, name, mediaType, sha256: 'a'.repeat(64), sizeBytes: 1234 });

export const ada: CandidateFacts = {
  resume: {
    basics: {
      name: 'Ada Lovelace', label: 'Software Engineer', email: 'ada@mail.example.com', phone: '+1 415 555 0100', url: 'https://ada.example.com',
      summary: 'Software engineer who is eager to learn Rust.',
      location: { address: '12 Main St\nApt 4', city: 'San Francisco', region: 'California', postalCode: '94115', countryCode: 'US' },
      profiles: [
        { network: 'GitHub', username: 'ada', url: 'https://github.com/ada' },
        { network: 'LinkedIn', username: 'ada-lovelace', url: 'https://www.linkedin.com/in/ada-lovelace' },
        { network: 'Twitter', username: 'ada', url: 'https://www.twitter.com' },
      ],
    },
    work: [
      { name: 'Analytical Engines', location: 'San Francisco, CA', position: 'Senior Software Engineer', startDate: '2021-06-01', summary: 'Leads the numbers team.', highlights: ['Built the web client with React and TypeScript', 'Runs Kubernetes in production'] },
      { name: 'Difference Works', position: 'Product Manager', startDate: '2019-01', endDate: '2021-12', highlights: ['Moved services from Java to Python.', 'Never used COBOL'] },
      { name: 'Loom & Co', position: 'Software Engineer', startDate: '2017-01-01', endDate: '2018-12-31', highlights: ['Wrote React Native apps', 'Python tooling for weavers'] },
    ],
    education: [
      { institution: 'University of London', area: 'Mathematics', studyType: 'Bachelor of Science', startDate: '2010-09', endDate: '2014-06', score: '3.8 GPA' },
      { institution: 'Turin Institute', area: 'Computer Science', studyType: 'MSc', startDate: '2014-09', endDate: '2016-06' },
    ],
    skills: [
      { name: 'Backend', level: 'Expert', keywords: ['Python', 'Go', 'PostgreSQL', 'AWS'] },
      { name: 'Frontend', level: 'Advanced', keywords: ['React', 'TypeScript'] },
      { name: 'Systems', level: 'Beginner', keywords: ['C++'] },
    ],
    languages: [{ language: 'English', fluency: 'Native speaker' }, { language: 'Spanish', fluency: 'Professional working' }],
    references: [{ name: 'Charles Babbage', reference: 'Splendid.' }],
  },
  preferences: {
    workAuthorization: [{ country: 'United States', authorized: true, needsSponsorship: false }, { country: 'United Kingdom', authorized: false, needsSponsorship: true }],
    salary: { amount: 150000, currency: 'USD', period: 'year' }, noticePeriod: '4 weeks', earliestStart: '2026-08-01', willingToRelocate: true,
    howDidYouHear: 'LinkedIn', pronouns: 'she/her', remote: 'Hybrid',
  },
  documents: [file('resume', 'ada.pdf'), file('cover_letter', 'letter.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')],
};

/** Says little: a name of three words, years without months, no profiles, nobody's preferences. */
export const juan: CandidateFacts = {
  resume: {
    basics: { name: 'Juan García Márquez', email: 'juan@mail.example.com', location: { city: 'Madrid', countryCode: 'ES' }, profiles: [{ network: 'GitHub', username: 'juan', url: '' }] },
    work: [{ company: 'Telar', position: 'Analyst', startDate: '2019', endDate: '2022', summary: 'Reports with Python' }],
    education: [{ institution: 'Universidad de Madrid', studyType: 'Bachelor', area: 'Economics', startDate: '2015', endDate: '2019' }],
    languages: [{ language: 'Spanish', fluency: 'Native' }],
  },
  preferences: { workAuthorization: [{ country: 'Spain', authorized: true, needsSponsorship: false }], willingToRelocate: false },
  documents: [],
};

export function ask(label: string, parts: Partial<Question> = {}): Question {
  return { id: 'q', question: label, type: 'text', required: false, sensitive: false, section: null, step: 1, help: null, labelSource: 'accessible_name', ...parts };
}
export const YES_NO: Partial<Question> = { type: 'yes_no', options: ['Yes', 'No'] };
export const select = (...options: string[]): Partial<Question> => ({ type: 'single_select', options });
export const choose = (...options: string[]): Partial<Question> => ({ type: 'multi_select', options });
