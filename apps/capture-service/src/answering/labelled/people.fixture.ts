import type { CandidateFacts } from '../candidate.ts';

/** Three people whose answers are labelled by hand. "Now" is {@link LABELLED_NOW}. */
export const LABELLED_NOW = new Date('2026-06-01T12:00:00.000Z');

const pdf = (name: string) => ({ kind: 'resume' as const, name, mediaType: 'application/pdf', sha256: 'b'.repeat(64), sizeBytes: 4321 });

/** Works in Austin; writes JavaScript, not Java; no LinkedIn; does not want to move. */
export const nora: CandidateFacts = {
  resume: {
    basics: {
      name: 'Nora Whitfield', label: 'Senior Software Engineer', email: 'nora.whitfield@mail.example.com', phone: '+1 512-555-0147', url: 'https://nora.example.com',
      summary: 'Builds web applications end to end. Interested in learning Rust.',
      location: { address: '2201 Barton Hills Dr', city: 'Austin', region: 'Texas', postalCode: '78704', countryCode: 'US' },
      profiles: [{ network: 'GitHub', username: 'norawhit', url: 'https://github.com/norawhit' }, { network: 'Twitter', username: 'norawhit', url: 'https://twitter.com/norawhit' }],
    },
    work: [
      { name: 'Brightleaf Software', position: 'Senior Software Engineer', location: 'Austin, TX', startDate: '2021-03', summary: 'Owns the billing product.', highlights: ['Rebuilt checkout with React and TypeScript', 'Runs services on AWS with Docker'] },
      { name: 'Corvid Labs', position: 'Software Engineer', startDate: '2018-06', endDate: '2021-02', highlights: ['Wrote REST APIs in Node.js on PostgreSQL', 'Moved the single-page app from Angular to React'] },
      { name: 'Parcelwise', position: 'Junior Developer', startDate: '2016-08', endDate: '2018-05', highlights: ['Maintained a JavaScript storefront'] },
    ],
    education: [{ institution: 'University of Texas at Austin', area: 'Computer Science', studyType: 'Bachelor of Science', startDate: '2012-09', endDate: '2016-05', score: '3.7' }],
    skills: [
      { name: 'Web development', level: 'Expert', keywords: ['JavaScript', 'TypeScript', 'React', 'Node.js'] },
      { name: 'Data and cloud', level: 'Advanced', keywords: ['PostgreSQL', 'AWS', 'Docker'] },
      { name: 'Scripting', level: 'Beginner', keywords: ['Python'] },
    ],
    languages: [{ language: 'English', fluency: 'Native speaker' }, { language: 'German', fluency: 'Limited working proficiency' }],
    certificates: [{ name: 'AWS Certified Developer – Associate', date: '2023-04', issuer: 'Amazon Web Services' }],
    references: [{ name: 'Glen Ames', reference: 'A pleasure to work with.' }],
  },
  preferences: {
    workAuthorization: [{ country: 'US', authorized: true, needsSponsorship: false }],
    salary: { amount: 165000, currency: 'USD', period: 'year' }, noticePeriod: '2 weeks', willingToRelocate: false, remote: 'Remote',
  },
  documents: [pdf('Nora Whitfield.pdf')],
};

/** Lives in Munich; the last job has ended; may work in Germany, not in the United States. */
export const jonas: CandidateFacts = {
  resume: {
    basics: {
      name: 'Jonas Brückner', label: 'Backend-Entwickler', email: 'jonas@brueckner.example.org', phone: '+49 89 5550 1234',
      location: { city: 'München', region: 'Bayern', postalCode: '80331', countryCode: 'DE' },
      profiles: [{ network: 'LinkedIn', username: 'jonas-brueckner', url: 'https://www.linkedin.com/in/jonas-brueckner' }, { network: 'XING', username: 'Jonas_Brueckner', url: 'https://www.xing.com/profile/Jonas_Brueckner' }],
    },
    work: [
      { name: 'Isar Versicherung', position: 'Senior Backend Engineer', location: 'München', startDate: '2020-04', endDate: '2026-03', highlights: ['Built claim services in Java with Spring Boot', 'Ran Kafka and Kubernetes for twelve teams'] },
      { name: 'Lechwerk Digital', position: 'Software Engineer', startDate: '2018-04', endDate: '2020-03', highlights: ['Java and Oracle for tariffs'] },
    ],
    education: [
      { institution: 'Technische Universität München', area: 'Informatik', studyType: 'M.Sc.', startDate: '2015-10', endDate: '2018-03', score: '1,7' },
      { institution: 'Universität Augsburg', area: 'Informatik', studyType: 'B.Sc.', startDate: '2012-10', endDate: '2015-09' },
    ],
    skills: [{ name: 'Java', level: 'Expert', keywords: ['Spring Boot', 'Kafka', 'Hibernate'] }, { name: 'Operations', level: 'Intermediate', keywords: ['Kubernetes', 'Terraform', 'Go'] }],
    languages: [{ language: 'German', fluency: 'Native' }, { language: 'English', fluency: 'C1' }, { language: 'French', fluency: 'Basic' }],
  },
  preferences: {
    workAuthorization: [{ country: 'Germany', authorized: true, needsSponsorship: false }, { country: 'United States', authorized: false, needsSponsorship: true }],
    salary: { amount: 78000, currency: 'EUR', period: 'year' }, earliestStart: '2026-09-01', willingToRelocate: true, howDidYouHear: 'Job board',
  },
  documents: [pdf('Lebenslauf Jonas Brückner.pdf')],
};

/** Studies for a master's and works in two places at a time; no phone, no profiles, no preferences, no files. */
export const priya: CandidateFacts = {
  resume: {
    basics: { name: 'Priya Raman', label: 'Marketing Analyst', email: 'priya.raman@mail.example.net', location: { city: 'Toronto', region: 'ON', countryCode: 'CA' } },
    work: [
      { name: 'Maple Retail Group', position: 'Marketing Analyst', startDate: '2023-01-09', highlights: ['Reports in SQL and Tableau', 'Runs campaigns with Google Analytics'] },
      { name: 'Lakeshore Theatre', position: 'Box Office Assistant', startDate: '2022-06', endDate: '2023-12', highlights: ['Sold tickets and kept the books in Excel'] },
    ],
    education: [
      { institution: 'University of Toronto', area: 'Data Science', studyType: "Master's", startDate: '2025-09', endDate: '2027-04' },
      { institution: 'York University', area: 'Economics', studyType: 'Bachelor of Arts', startDate: '2018-09', endDate: '2022-05' },
    ],
    skills: [{ name: 'SQL' }, { name: 'Tableau' }, { name: 'Microsoft Excel' }, { name: 'Google Analytics' }],
    languages: [{ language: 'English' }, { language: 'Tamil' }],
  },
  preferences: {},
  documents: [],
};
