import { DATE, either, EMAIL, inSection, LINK, many, maybe, NUMBER, one, open, PHONE, q, TEXT, YES_NO, type Label, type Labelled } from './label.fixture.ts';

/** The same facts, asked for in the many ways in which forms ask for them. */
const all = (labels: readonly [Label, Label, Label], parts: Labelled['parts'], ...questions: string[]): Labelled[] => questions.map((question) => q(question, parts, ...labels));

const FACTS: Labelled[] = [
  ...all(['Nora', 'Jonas', 'Priya'], TEXT, 'Forename', 'First / Given Name', 'First name (as it appears on your ID)', 'Applicant first name', 'Please enter your first name', 'Voornaam'),
  ...all(['Whitfield', 'Brückner', 'Raman'], TEXT, 'Legal Last Name', 'Last / Family Name', 'Surname(s)', 'Your last name', 'Familienname', 'Cognome'),
  ...all(['Nora Whitfield', 'Jonas Brückner', 'Priya Raman'], TEXT, 'Name (First and Last)', 'Candidate Name', 'Full Legal Name', 'First & Last Name', 'Vor- und Nachname'),
  ...all(['nora.whitfield@mail.example.com', 'jonas@brueckner.example.org', 'priya.raman@mail.example.net'], EMAIL, 'Contact email', 'Primary Email Address', 'Email ID', 'What is your email?', 'Courriel', 'Re-enter email'),
  ...all(['+1 512-555-0147', '+49 89 5550 1234', null], PHONE, 'Cell phone', 'Contact number', 'Phone (Mobile)', 'Phone #', 'Mobile phone', 'Handynummer', 'Numéro de téléphone'),
  ...all(['Austin', 'München', 'Toronto'], TEXT, 'Which city do you live in?', 'Current city', 'In which city are you based?', 'City of residence', 'Ciudad'),
  ...all(['Austin, Texas', either('München, Bayern', 'München, Bavaria'), either('Toronto, ON', 'Toronto, Ontario')], TEXT, 'City, State', 'City & State', 'What city and state do you live in?'),
  ...all(['78704', '80331', null], TEXT, 'Zip', 'What is your zip code?', 'Code postal'),
  ...all(['United States', 'Germany', 'Canada'], TEXT, 'Current country', 'In what country do you reside?', 'Country / Region', 'Country where you live'),
  ...all([null, 'https://www.linkedin.com/in/jonas-brueckner', null], LINK, 'Your LinkedIn', 'LinkedIn profile link', 'What is your LinkedIn profile?', 'Link to LinkedIn'),
  ...all(['Brightleaf Software', 'Isar Versicherung', 'Maple Retail Group'], TEXT, 'Most recent company', 'Who is your most recent employer?', 'Company (current or most recent)'),
  ...all(['Senior Software Engineer', 'Senior Backend Engineer', 'Marketing Analyst'], TEXT, 'What was your last job title?', 'Most recent position', 'Current or last role'),
  ...all(['Brightleaf Software', null, 'Maple Retail Group'], TEXT, 'What company do you currently work for?', 'Present employer', 'Where are you currently working?'),
];

const CHOICES: Labelled[] = [
  q('State of Residence', one('CA - California', 'TX - Texas', 'ON - Ontario'), 'TX - Texas', null, 'ON - Ontario'),
  q('Country of residence', one('United States of America (USA)', 'Germany (Deutschland)', 'Canada'), 'United States of America (USA)', 'Germany (Deutschland)', 'Canada'),
  q('Are you currently located in the U.S.?', YES_NO, 'Yes', maybe('No'), maybe('No')),
  q('Are you located in Texas?', YES_NO, 'Yes', null, null),
  q('Education', one('High school', "Bachelor's degree", "Master's degree", 'Doctorate'), "Bachelor's degree", "Master's degree", "Bachelor's degree"),
  q('What is your highest level of education?', one('Associate', 'Bachelors', 'Masters', 'PhD', 'Other'), 'Bachelors', 'Masters', 'Bachelors'),
  q('Have you graduated from college?', YES_NO, 'Yes', 'Yes', 'Yes'),
  q('Do you have a degree in Computer Science or a related field?', YES_NO, 'Yes', maybe('Yes'), null),
  q('Start Date Month', inSection('Work Experience 1', one('January', 'March', 'April')), 'March', 'April', 'January'),
  q('Start date year', inSection('Work Experience 1', NUMBER), '2021', '2020', '2023'),
  q('End date year', inSection('Education 2', NUMBER), null, '2015', '2022'),
  q('Years of React experience', one('0 years', '1-2 years', '3-4 years', '5 or more years'), '5 or more years', null, null),
  q('Do you have 5+ years of software engineering experience?', YES_NO, 'Yes', 'Yes', null),
  q('Do you have more than 5 years of professional experience?', YES_NO, 'Yes', 'Yes', null),
  q('Have you worked with Kafka before?', YES_NO, null, 'Yes', null),
  q('Do you have production experience with AWS?', YES_NO, 'Yes', null, null),
  open('Do you have professional experience in Python?', YES_NO),
  q('Do you hold an AWS certification?', YES_NO, 'Yes', null, null),
  q('What is your level of proficiency in Java?', one('None', 'Beginner', 'Intermediate', 'Expert'), null, 'Expert', null),
  q('Select all technologies you have experience with', many('React', 'Kafka', 'Tableau', 'Rust'), ['React'], ['Kafka'], ['Tableau']),
  q('What languages are you fluent in?', TEXT, 'English (Native speaker)', 'German (Native), English (C1)', null),
  q('Can you legally work in the United States?', YES_NO, 'Yes', 'No', null),
  q('Do you need sponsorship to work in the US?', one('Yes, I need sponsorship', 'No, I do not need sponsorship'), 'No, I do not need sponsorship', 'Yes, I need sponsorship', null),
  q('Available from', DATE, null, '2026-09-01', null),
  q('Will you relocate?', YES_NO, 'No', 'Yes', null),
  open('Blog', LINK),
  open('Minimum salary', NUMBER),
  open('Are you based in Europe?', YES_NO),
  open('Employer phone', PHONE),
  open('Type of visa'),
];

export const WORDINGS: readonly Labelled[] = [...FACTS, ...CHOICES];
