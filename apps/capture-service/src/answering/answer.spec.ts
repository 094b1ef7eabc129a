import { describe, expect, it } from '@jest/globals';
import type { Answer, Question } from '@countersign/contracts';
import { answer } from './answer.ts';
import { ada, ask, choose, juan, NOW, select, YES_NO } from './candidates.fixture.ts';
import type { CandidateFacts } from './candidate.ts';
import { yesNoMeaning } from './finding.ts';

const context = { company: 'Acme', title: 'Engineer' };
const asking = (candidate: CandidateFacts) => (label: string, parts: Partial<Question> = {}) => answer(ask(label, parts), candidate, NOW, context);
const file = { type: 'file' as const };
type Row = [label: string, parts: Partial<Question>, expected: Answer];
const work = (n: number): Partial<Question> => ({ section: `My Experience > Work Experience ${n}` });
const school = (n: number): Partial<Question> => ({ section: `Education ${n}` });
const RANGES = select('Please select', '0-2 years', '3-5 years', '6-8 years', '9+ years');

const ADA: Row[] = [
  ['First Name *', {}, 'Ada'], ['First name', {}, 'Ada'], ['Legal First Name', {}, 'Ada'], ['Given name', {}, 'Ada'], ['Last Name ✱', {}, 'Lovelace'], ['Surname', {}, 'Lovelace'],
  ['Family Name (required)', {}, 'Lovelace'], ['Full name ✱', {}, 'Ada Lovelace'], ['Name', {}, 'Ada Lovelace'], ['What is your full legal name?', {}, 'Ada Lovelace'], ['Preferred First Name', {}, 'Ada'],
  ['Email', { type: 'email' }, 'ada@mail.example.com'], ['E-mail address:', {}, 'ada@mail.example.com'], ['Please confirm your email', {}, 'ada@mail.example.com'],
  ['Phone', { type: 'phone' }, '+1 415 555 0100'], ['Mobile phone number *', {}, '+1 415 555 0100'], ['Telephone', {}, '+1 415 555 0100'],
  ['City', {}, 'San Francisco'], ['City/Town', {}, 'San Francisco'], ['State', select('Alabama', 'California'), 'California'], ['State / Province', select('AL', 'CA'), 'CA'],
  ['Country', select('Canada', 'United States of America'), 'United States of America'], ['Country', {}, 'United States'], ['Country of residence', select('United Kingdom', 'United States'), 'United States'],
  ['ZIP / Postal Code', {}, '94115'], ['Postcode', {}, '94115'], ['Address Line 1', {}, '12 Main St'], ['Address line 2', {}, 'Apt 4'],
  ['Address', {}, '12 Main St, Apt 4, San Francisco, California, 94115, United States'], ['Current location', {}, 'San Francisco, California, United States'],
  ['Location (City) *', {}, 'San Francisco, California, United States'], ['Where are you currently based?', {}, 'San Francisco, California, United States'], ['City and State', {}, 'San Francisco, California'],
  ['Do you currently live in California?', YES_NO, 'Yes'], ['Do you reside in the United States?', YES_NO, 'Yes'], ['Do you live in Canada?', YES_NO, 'No'], ['Country Phone Code', select('Canada (+1)', 'United States of America (+1)'), 'United States of America (+1)'],
  ['LinkedIn Profile', {}, 'https://www.linkedin.com/in/ada-lovelace'], ['Linkedin Profile URL', { type: 'url' }, 'https://www.linkedin.com/in/ada-lovelace'], ['LinkedIn', {}, 'https://www.linkedin.com/in/ada-lovelace'],
  ['GitHub URL', {}, 'https://github.com/ada'], ['Please share a link to your GitHub or other public code repository. ✱', {}, 'https://github.com/ada'], ['GitHub username', {}, 'ada'],
  ['Twitter URL', {}, 'https://twitter.com/ada'], ['Portfolio URL', {}, 'https://ada.example.com'], ['Personal website', {}, 'https://ada.example.com'], ['Website', {}, 'https://ada.example.com'],
  ['Current company', {}, 'Analytical Engines'], ['Current or most recent employer', {}, 'Analytical Engines'], ['Current job title', {}, 'Senior Software Engineer'], ['Most recent job title', {}, 'Senior Software Engineer'],
  ['Company', work(2), 'Difference Works'], ['Job title', work(2), 'Product Manager'], ['Location', work(1), 'San Francisco, CA'], ['From', { ...work(2), type: 'date' }, '2019-01'], ['To', { ...work(2), type: 'date' }, '2021-12'],
  ['I currently work here', { ...work(1), type: 'checkbox' }, true], ['I currently work here', { ...work(3), type: 'checkbox' }, false], ['Role description', { ...work(1), type: 'textarea' }, 'Leads the numbers team.'],
  ['School', {}, 'Turin Institute'], ['University / College', {}, 'Turin Institute'], ['School', school(2), 'University of London'], ['Degree', {}, 'MSc'], ['Degree', select("Bachelor's Degree", "Master's Degree", 'Doctor of Philosophy (Ph.D.)'), "Master's Degree"],
  ['What is your highest level of education?', select('High School', "Bachelor's", "Master's", 'PhD'), "Master's"], ['Discipline', {}, 'Computer Science'], ['Field of study', school(2), 'Mathematics'], ['GPA', school(2), '3.8'],
  ['Graduation year', {}, '2016'], ['Start date year', school(1), '2014'], ['Do you have a Bachelor\'s degree or higher?', YES_NO, 'Yes'], ["Do you have a bachelor's degree in Mathematics?", YES_NO, 'Yes'],
  ['What is your level of Spanish language proficiency?', select('None', 'Basic', 'Intermediate', 'Advanced', 'Native'), 'Advanced'], ['Do you speak Spanish?', YES_NO, 'Yes'], ['Are you fluent in English?', YES_NO, 'Yes'],
  ['What languages do you speak?', {}, 'English (Native speaker), Spanish (Professional working)'], ['Which languages do you speak?', choose('English', 'French', 'Spanish'), ['English', 'Spanish']],
  ['How many years of professional experience do you have?', {}, '9'], ['Total years of experience', { type: 'number' }, '9'], ['Years of experience', RANGES, '9+ years'],
  ['How many years of experience do you have with React?', { type: 'number' }, '5'], ['Years of experience with Python', RANGES, '3-5 years'], ['How many years of product management experience do you have? *', RANGES, '3-5 years'],
  ['How many years have you worked with TypeScript?', {}, '5'], ['How many years of experience do you have with Kubernetes or Docker?', {}, '5'], ['Do you have at least 5 years of experience with React?', YES_NO, 'Yes'], ['Do you have 3+ years of experience as a software engineer?', YES_NO, 'Yes'],
  ['Do you have experience with Python?', YES_NO, 'Yes'], ['Do you have hands-on experience with Kubernetes?', YES_NO, 'Yes'], ['Do you have experience with Postgres?', YES_NO, 'Yes'], ['Have you used Go?', YES_NO, 'Yes'],
  ['Are you proficient in TypeScript?', YES_NO, 'Yes'], ['Do you have product management experience?', YES_NO, 'Yes'], ['Are you familiar with C++?', YES_NO, 'Yes'], ['Do you have experience with Python and AWS?', select('Yes, I do', 'No, I do not'), 'Yes, I do'],
  ['Which of the following technologies do you have experience with?', choose('Python', 'Ruby on Rails', 'AWS'), ['Python', 'AWS']],
  ['Which of these have you worked with?', choose('TypeScript', 'GraphQL', 'None of these'), ['TypeScript']],
  ['Are you legally authorized to work in the United States? *', YES_NO, 'Yes'], ['Are you authorized to work in the US?', YES_NO, 'Yes'], ['Are you authorized to work in the UK?', YES_NO, 'No'], ['Do you have the right to work in the United Kingdom?', YES_NO, 'No'],
  ['Will you now, or in the future, require sponsorship for employment visa status in the United States (e.g. H-1B visa status)? ✱', YES_NO, 'No'], ['Do you or will you require sponsorship for work in the United States?', select('Yes', 'No'), 'No'],
  ['Do you require visa sponsorship to work in the United Kingdom?', YES_NO, 'Yes'], ['Are you authorized to work in the United States without sponsorship?', YES_NO, 'Yes'],
  ['What are your salary expectations?', {}, '150000 USD per year'], ['Expected annual compensation *', { type: 'number' }, '150000'], ['What is your target compensation for your next role? ✱', {}, '150000 USD per year'], ['Desired salary (USD)', {}, '150000 USD per year'],
  ['Notice period', {}, '4 weeks'], ['Current notice period in weeks *', { type: 'number' }, '4'], ['When can you start?', {}, '2026-08-01'], ['Earliest start date', { type: 'date' }, '2026-08-01'],
  ['Are you willing to relocate?', YES_NO, 'Yes'], ['Are you open to relocation for this role? *', YES_NO, 'Yes'], ['How did you hear about us?', {}, 'LinkedIn'], ['How did you hear about this job?', select('Friend', 'LinkedIn', 'Other'), 'LinkedIn'],
  ["How did you come to learn about Xsolla? We're delighted to know more about your journey to discovering our company. (Events, Friends, LinkedIn etc.) ✱", {}, 'LinkedIn'], ['Pronouns', {}, 'she/her'],
  ['Resume/CV *', file, { name: 'ada.pdf', mediaType: 'application/pdf', sha256: 'a'.repeat(64), sizeBytes: 1234 }], ['Resume', { ...file, accept: '.pdf,.doc' }, { name: 'ada.pdf', mediaType: 'application/pdf', sha256: 'a'.repeat(64), sizeBytes: 1234 }],
  ['Cover letter', file, { name: 'letter.docx', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', sha256: 'a'.repeat(64), sizeBytes: 1234 }],
];

/** What must stay open: about somebody or something else, for a person only, or not known. */
const ADA_NONE: [label: string, parts?: Partial<Question>][] = [
  // Somebody or something else.
  ['Name of your reference'], ['Reference name'], ['Reference 1 email', { type: 'email' }], ['Emergency contact phone', { type: 'phone' }], ['Emergency contact name'], ['Name', { section: 'References' }], ['Phone', { section: 'Emergency Contact' }],
  ["Manager's name"], ['Supervisor phone number'], ['Who referred you?'], ['Referral name'], ['Name of the employee who referred you'], ["Company name of your employer's client"], ['Name of current project'], ['Company website'], ['Company name'], ['Company'],
  ['Work email'], ['Home phone'], ['Phone extension'], ['Country Phone Code', select('Germany (+49)')], ['Phone Device Type', select('Mobile', 'Home')], ['Username'], ['Password'], ['Title', select('Mr', 'Ms')], ['Middle name'], ['Maiden name'],
  ['First language'], ['City of birth'], ['Country of citizenship', select('United States')], ['Nationality', select('American')], ['State your reasons'], ['School email'],
  // Opinions and stories.
  ['Why do you want to work at GitHub?', { type: 'textarea' }], ['Why do you want to work here?', { type: 'textarea' }], ['What do you like about LinkedIn?'], ['Describe your experience with Python', { type: 'textarea' }], ['Additional information', { type: 'textarea' }],
  ['Tell us about a time you used React', { type: 'textarea' }], ['What would you change about our website?'], ['Do you like apples?', YES_NO], ['Describe your ideal team culture', { type: 'textarea' }], ['Have you heard of our company?', YES_NO],
  // For a person.
  ['Gender', select('Female', 'Male')], ['Race', select('White', 'Other')], ['Veteran status', select('I am a veteran', 'I am not a veteran')], ['Do you have a disability?', YES_NO], ['What is your age range?', select('21-29')], ['Date of birth', { type: 'date' }],
  ['Are you a U.S. citizen?', YES_NO], ['Have you ever been convicted of a felony?', YES_NO], ['Are you at least 18 years old?', YES_NO], ['I agree to the privacy policy', { type: 'checkbox' }], ['Do you agree to the terms and conditions?', YES_NO],
  ['Yes, Sensor Tower can contact me about future job opportunities for up to 2 years', { type: 'checkbox' }], ['Are you Hispanic or Latino?', YES_NO], ['Email', { type: 'email', sensitive: true }], ['Name', { section: 'Voluntary Self-Identification of Disability' }], ['Signature'], ['Full name', { sensitive: true }],
  // Not known, or not certain.
  ['Do you have experience with COBOL?', YES_NO], ['Do you have experience with Rust?', YES_NO], ['Do you have experience with Ruby?', YES_NO], ['Are you proficient in C++?', YES_NO], ['Do you have experience with Python and Rust?', YES_NO], ['Do you have experience with Swift?', YES_NO],
  ['Do you have prior work experience in the Gaming industry? ✱', YES_NO], ['How many years of experience do you have with Rust?', { type: 'number' }], ['How many years of experience do you have with Go?', { type: 'number' }], ['How many years of Python and Java experience do you have?'],
  ['How many years of experience do you have with React?', select('Junior', 'Senior')], ['Do you have at least 10 years of experience with React?', YES_NO], ['Do you speak French?', YES_NO], ['Are you a native speaker of Spanish?', YES_NO], ['What is your level of Russian language proficiency? ✱', select('None', 'Basic', 'Native')],
  ['Do you have a PhD?', YES_NO], ["Do you have a bachelor's degree in Physics?", YES_NO], ['Are you legally authorized to work in Singapore? *', YES_NO], ['Are you legally authorized to work in the country?', YES_NO], ['Are you authorized to work in New Mexico?', YES_NO], ['What is your work authorization status?', select('Citizen', 'Visa')],
  ['Are you not authorized to work in the United States?', YES_NO], ['Will you require assistance, now or in the future, with visas or work permits for the area where this job is located?', YES_NO], ['Are you authorized to work in the US or the UK?', YES_NO],
  ['What is your current salary?'], ['Salary history'], ['Desired salary (EUR)'], ['Desired hourly pay'], ['Notice period in months', { type: 'number' }], ['How did you hear about this job?', select('Friend', 'Job fair')], ['Start date', { type: 'date' }],
  ['Country', select('Canada', 'France')], ['State', select('Alabama', 'Alaska')], ['Degree', select('Some college', 'High School')], ['Resume', { ...file, accept: '.txt' }], ['Transcript', file], ['Resume and cover letter', file], ['Photo', file], ['Resume', { type: 'textarea', maxLength: 10 }],
  ['Do you currently live in the Los Angeles, CA area? ✱', YES_NO], ['First Name', { maxLength: 2 }], ['Email', select('a@b.example')], ['How do you feel when you hear about failures?'], ['Are you willing to relocate at your own expense?', YES_NO],
];

describe('the answers of a candidate who says a lot', () => {
  it.each(ADA)('%s %j', (label, parts, expected) => {
    expect(asking(ada)(label, parts)?.answer).toEqual(expected);
  });

  it.each(ADA_NONE)('leave open: %s %j', (label, parts = {}) => {
    expect(asking(ada)(label, parts)?.answer ?? null).toBeNull();
  });
});

describe('the answers of a candidate who says little', () => {
  const ROWS: Row[] = [
    ['Full name', {}, 'Juan García Márquez'], ['Country', select('Spain', 'Portugal'), 'Spain'], ['Location', {}, 'Madrid, Spain'], ['GitHub profile', {}, 'https://github.com/juan'], ['Most recent employer', {}, 'Telar'],
    ['Total years of experience', {}, '3'], ['Are you legally authorized to work in the country?', YES_NO, 'Yes'], ['Will you require visa sponsorship?', YES_NO, 'No'], ['Are you willing to relocate?', YES_NO, 'No'], ['Highest degree', {}, 'Bachelor'], ['School', {}, 'Universidad de Madrid'],
  ];
  it.each(ROWS)('%s %j', (label, parts, expected) => {
    expect(asking(juan)(label, parts)?.answer).toEqual(expected);
  });

  it.each<[string, Partial<Question>]>([
    ['Phone', {}], ['LinkedIn', {}], ['Website', {}], ['Current company', {}], ['Current job title', {}], ['State', {}], ['Address', {}], ['Postal code', {}], ['Resume', file], ['Salary expectations', {}], ['Notice period', {}], ['How did you hear about us?', {}],
    ['Are you authorized to work in the United States?', YES_NO], ['Do you live in Barcelona or are you willing to relocate?', YES_NO], ['Graduation date', { type: 'date' }], ['Pronouns', {}],
  ])('leave open: %s %j', (label, parts) => {
    expect(asking(juan)(label, parts)?.answer ?? null).toBeNull();
  });

  it('says how sure a guess is', () => {
    expect(asking(juan)('Last name')).toMatchObject({ answer: 'Márquez', confidence: 'low' });
    expect(asking(juan)('Total years of experience')).toMatchObject({ confidence: 'low' });
    expect(asking(juan)('GitHub')).toMatchObject({ confidence: 'medium' });
    expect(asking(ada)('Last name')).toMatchObject({ confidence: 'high' });
  });
});

describe('yes and no', () => {
  it.each<[string, boolean | undefined]>([['Yes, I am', true], ['Ja', true], ['Sí', true], ['Oui, absolument', true], ['I do', true], ['No, I need a visa', false], ['Nein', false], ['Non', false], ['I do not', false], ['Non-binary', undefined], ['None', undefined], ['Not sure', undefined], ['No preference', undefined], ['Norway', undefined], ['Japan', undefined]])('%s means %s', (label, meaning) => {
    expect(yesNoMeaning(label)).toBe(meaning);
  });
});

describe('an answer that does not fit', () => {
  it.each<[string, Partial<Question>, RegExp]>([
    ['Country', select('Canada', 'France'), /“United States” is known .* none of the options/],
    ['First Name', { maxLength: 2 }, /“Ada” is known .* At most 2 characters/],
    ['Years of experience', select('0-2 years', '3-5 years'), /“9” is known/],
  ])('is not given, and what is known is said: %s', (label, parts, summary) => {
    expect(asking(ada)(label, parts)).toMatchObject({ answer: null, confidence: 'low', evidence: { summary: expect.stringMatching(summary), passages: expect.arrayContaining([expect.objectContaining({ path: expect.any(String) })]) } });
  });
});

describe('what was read out of an uploaded file', () => {
  const readFromFile = {
    sha256: 'a'.repeat(64), name: 'cv.pdf', textSha256: 'b'.repeat(64), resume: { basics: { name: 'J. Garcia', phone: '+34 600 000 000' }, skills: [{ name: 'SQL' }] },
    passages: [{ path: 'basics.name', line: 1, text: 'J. Garcia' }, { path: 'basics.phone', line: 2, text: 'Madrid | +34 600 000 000' }],
  };
  const withFile = asking({ ...juan, readFromFile });

  it('answers what the resume does not, with the line, and low', () => {
    expect(withFile('Phone')).toEqual({ fieldId: 'q', answer: '+34 600 000 000', source: 'profile', confidence: 'low', evidence: { summary: 'Read from the text of cv.pdf', passages: [{ path: 'cv.pdf line 2', text: 'Madrid | +34 600 000 000' }] } });
    expect(withFile('Full name')).toMatchObject({ answer: 'Juan García Márquez', confidence: 'high' });
  });

  it('answers nothing that no line of it says, and nothing sensitive', () => {
    expect(withFile('Have you used SQL before?', YES_NO)).toBeNull();
    expect(withFile('Phone', { sensitive: true })).toBeNull();
  });
});

describe('the evidence', () => {
  it('names the place in the resume', () => {
    expect(asking(ada)('Email')).toEqual({
      fieldId: 'q', answer: 'ada@mail.example.com', source: 'profile', confidence: 'high',
      evidence: { summary: 'basics.email of the resume', passages: [{ path: 'basics.email', text: 'ada@mail.example.com' }] },
    });
  });

  it('of a check holds the passages that say so', () => {
    expect(asking(ada)('Do you have experience with Python?', YES_NO)).toMatchObject({
      source: 'resume_check', evidence: { passages: [{ path: 'skills[0].keywords[0]', text: 'Python' }, { path: 'work[1].highlights[0]' }, { path: 'work[2].highlights[1]' }] },
    });
  });

  it('of years lists the jobs, and overlapping ones count once', () => {
    // 2017-01 to 2018-12, 2019-01 to 2021-12 and 2021-06 until now: the half year of two jobs is in there once.
    expect(asking(ada)('Total years of experience')).toMatchObject({
      answer: '9', source: 'resume_analysis', confidence: 'high',
      evidence: { summary: '9 years and 5 months from 3 jobs, overlaps counted once', passages: [{ path: 'work[0]' }, { path: 'work[1]', text: 'Product Manager, Difference Works, 2019–2021' }, { path: 'work[2]' }] },
    });
    expect(asking(ada)('How many years of experience do you have with React?')).toMatchObject({
      answer: '5', confidence: 'low', evidence: { passages: [{ path: 'work[0]' }, { path: 'work[0].highlights[0]' }] },
    });
  });
});

it('names a city that is its own region once', () => {
  const berlin = { ...ada, resume: { basics: { location: { city: 'Berlin', region: 'Berlin', countryCode: 'DE' } } } };
  expect(asking(berlin)('Location')?.answer).toBe('Berlin, Germany');
});

it('is not slowed down by a hostile question', () => {
  const parts = ['do you have ', 'work ', 'years of experience ', 'school/', 'please enter ', 'require sponsorship ', 'a', 'salary ', 'professional ', 'with ', ' or '];
  const startedAtMs = performance.now();
  for (const opening of parts) for (const part of parts) asking(ada)(`${opening}${part.repeat(1000)}`.slice(0, 1000), YES_NO);
  expect(performance.now() - startedAtMs).toBeLessThan(5_000);
});

it('does not read what a resume does not hold', () => {
  const strange: CandidateFacts = { resume: { basics: 'me', work: [null, 7, { name: 3 }], education: 'none', skills: [{}], languages: [null] }, preferences: {}, documents: [] };
  for (const [label, parts] of [...ADA, ...ADA_NONE]) expect(asking(strange)(label, parts)).toBeNull();
});
