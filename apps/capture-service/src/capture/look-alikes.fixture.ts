import type { Answer, FieldType, FileAnswer } from '@countersign/contracts';

/** Question, type, marks (`!` required, `s` sensitive, a number of options, a word: its group "one of these"), and the answer that a person gives; null: none. */
type Expected = readonly [question: string, type: FieldType, marks: string, answer: Answer];
export interface ExpectedForm {
  readonly adapter: string;
  readonly questions: readonly Expected[];
  /** What the board has to receive, files by name. */
  readonly received: Readonly<Record<string, string | string[]>>;
}

export const resumeFile = { name: 'ada.pdf', mediaType: 'application/pdf' };
const greenhouseForms = (resume: FileAnswer): Readonly<Record<string, ExpectedForm>> => ({
  'greenhouse-classic': {
    adapter: 'greenhouse',
    questions: [
      ['First Name', 'text', '!', 'Ada'],
      ['Last Name', 'text', '!', 'Lovelace'],
      ['Email', 'email', '!', 'ada@mail.example.com'],
      ['Resume/CV', 'file', 'resume', resume],
      ['Paste your resume', 'textarea', 'resume', null],
      ['Why Meridian?', 'textarea', '!', 'Because of the maps.'],
      ['Are you authorized to work in Germany?', 'yes_no', '! 2', 'Yes'],
      ['Which office?', 'single_select', '3', 'Lisbon'],
      ['Gender', 'single_select', 's 3', 'Decline To Self Identify'],
    ],
    received: {
      'job_application[first_name]': 'Ada', 'job_application[last_name]': 'Lovelace', 'job_application[email]': 'ada@mail.example.com', 'job_application[resume]': 'ada.pdf', 'job_application[resume_text]': '',
      'job_application[answers_attributes][0][question_id]': '501', 'job_application[answers_attributes][0][text_value]': 'Because of the maps.',
      'job_application[answers_attributes][1][question_id]': '502', 'job_application[answers_attributes][1][boolean_value]': '1',
      'job_application[answers_attributes][2][question_id]': '503', 'job_application[answers_attributes][2][answer_selected_options_attributes][0][question_option_id]': '2', 'job_application[gender]': '3',
    },
  },
  greenhouse: {
    adapter: 'greenhouse',
    questions: [
      ['First Name', 'text', '!', 'Ada'],
      ['Last Name', 'text', '!', 'Lovelace'],
      ['Email', 'email', '!', 'ada@mail.example.com'],
      ['Phone', 'phone', '', '+1 415 555 0100'],
      ['Resume/CV', 'file', 'resume', resume],
      ['Enter your resume as text', 'textarea', 'resume', null],
      ['Do you have experience with Python?', 'yes_no', '! 2', 'Yes'],
      ['How did you hear about us?', 'single_select', '3', 'A friend'],
      ['Which of these have you used?', 'multi_select', '! 3', ['TypeScript', 'Rust']],
      ['What would you build first?', 'textarea', '', 'A map of the data.'],
      ['Degree', 'single_select', '! 3', "Master's Degree"],
      ['How would you describe yourself?', 'single_select', 's 3', "I don't wish to answer"],
    ],
    received: {
      first_name: 'Ada', last_name: 'Lovelace', email: 'ada@mail.example.com', phone: '+1 415 555 0100', resume: 'ada.pdf', question_6001: 'Yes', question_6002: 'A friend', question_6003: ['TypeScript', 'Rust'],
      question_6004: 'A map of the data.', 'degree--0': "Master's Degree", '4009001': "I don't wish to answer",
    },
  },
});
const otherForms = (resume: FileAnswer): Readonly<Record<string, ExpectedForm>> => ({
  lever: {
    adapter: 'lever',
    questions: [
      ['Resume/CV', 'file', '!', resume],
      ['Full name', 'text', '!', 'Ada Lovelace'],
      ['Email', 'email', '!', 'ada@mail.example.com'],
      ['Phone', 'phone', '', null],
      ['Current location', 'text', '', 'Berlin, Germany'],
      ['LinkedIn URL', 'url', '', 'https://www.linkedin.com/in/ada'],
      ['Do you currently live in Germany?', 'yes_no', '! 2', 'No'],
      ['Why this team?', 'textarea', '!', 'I like to help.'],
      ['Which shifts can you take?', 'multi_select', '3', ['Mornings', 'Weekends']],
      ['Gender', 'single_select', 's 3', null],
    ],
    received: {
      resume: 'ada.pdf', name: 'Ada Lovelace', email: 'ada@mail.example.com', phone: '', location: 'Berlin, Germany', selectedLocation: '{"name":"Berlin, Germany"}', 'urls[LinkedIn]': 'https://www.linkedin.com/in/ada',
      'cards[d3a1a2c0-6a0e-4f8e-9c57-0f6f4a2b9e10][baseTemplate]': '{"id":"d3a1a2c0-6a0e-4f8e-9c57-0f6f4a2b9e10"}', 'cards[d3a1a2c0-6a0e-4f8e-9c57-0f6f4a2b9e10][field0]': 'No',
      'cards[d3a1a2c0-6a0e-4f8e-9c57-0f6f4a2b9e10][field1]': 'I like to help.', 'cards[d3a1a2c0-6a0e-4f8e-9c57-0f6f4a2b9e10][field2]': ['Mornings', 'Weekends'], 'eeo[gender]': '', 'h-captcha-response': '',
    },
  },
  ashby: {
    adapter: 'ashby',
    questions: [
      ['Name', 'text', '!', 'Ada Lovelace'],
      ['Email', 'email', '!', 'ada@mail.example.com'],
      ['Resume', 'file', '!', resume],
      ['Are you authorized to work in Germany?', 'yes_no', '! 2', 'Yes'],
      ['Will you require visa sponsorship?', 'yes_no', '! 2', 'No'],
      ['How many years of experience do you have with Figma?', 'single_select', '! 3', '3-5'],
      ['What are you proud of?', 'textarea', '', 'The first program.'],
    ],
    received: {
      _systemfield_name: 'Ada Lovelace', _systemfield_email: 'ada@mail.example.com', _systemfield_resume: 'ada.pdf', '0c1f6a52-8a41-4a41-b5a6-2f1f0b5f7d11': 'Yes', '1d2e7b63-9b52-4b52-86b7-3a2a1c6a8e22': 'No',
      '2e3f8c74-ac63-4c63-97c8-4b3b2d7b9f33': '3-5', '3f409d85-bd74-4d74-a8d9-5c4c3e8caf44': 'The first program.',
    },
  },
  icims: {
    adapter: 'icims',
    questions: [
      ['First Name', 'text', '!', 'Ada'],
      ['Last Name', 'text', '!', 'Lovelace'],
      ['Email', 'email', '!', 'ada@mail.example.com'],
      ['Are you able to work night shifts?', 'yes_no', '! 2', 'No'],
      ['Tell us about your last job', 'textarea', '', 'Engines.'],
    ],
    received: { 'PersonProfileFields.FirstName': 'Ada', 'PersonProfileFields.LastName': 'Lovelace', 'PersonProfileFields.Email': 'ada@mail.example.com', rcf3048: 'No', rcf3049: 'Engines.' },
  },
});

export const forms = (resume: FileAnswer): Readonly<Record<string, ExpectedForm>> => ({ ...greenhouseForms(resume), ...otherForms(resume) });

/** Wizards: what each step asks, and what a person answers. */
export const smartrecruitersSteps = (resume: FileAnswer): readonly (readonly Expected[])[] => [
  [
    ['First name', 'text', '!', 'Ada'],
    ['Last name', 'text', '!', 'Lovelace'],
    ['Email', 'email', '!', 'ada@mail.example.com'],
    ['Phone number', 'phone', '', null],
    ['LinkedIn', 'url', '', null],
    ['Resume', 'file', '!', resume],
    ['Message to the hiring manager', 'textarea', '', 'Hello.'],
  ],
  [
    ['Do you have a driving licence?', 'yes_no', '! 2', 'Yes'],
    ['What is your notice period?', 'text', '!', 'One month'],
    ['I have read the privacy notice and agree to the processing of my data', 'checkbox', '! s', true],
  ],
];
export const workdaySteps = (resume: FileAnswer): readonly (readonly Expected[])[] => [
  [
    ['How Did You Hear About Us?', 'single_select', '! 3', 'A friend'],
    ['Have you worked for Tidewater before?', 'yes_no', '! 2', 'No'],
    ['First Name', 'text', '!', 'Ada'],
    ['Last Name', 'text', '!', 'Lovelace'],
    ['Phone Device Type', 'single_select', '! 3', 'Mobile'],
    ['Phone Number', 'phone', '!', '+1 415 555 0100'],
  ],
  [
    ['Job Title', 'text', '!', 'Staff Engineer'],
    ['Company', 'text', '!', 'Analytical Engines'],
    ['Work Experience 1: From', 'date', '!', '2020-03'],
    ['Resume/CV', 'file', '!', resume],
  ],
  [
    ['Are you legally authorized to work in Germany?', 'yes_no', '! 2', 'Yes'],
    ['Why this role?', 'textarea', '!', 'The sea.'],
  ],
  [
    ['Gender', 'single_select', 's 3', 'Decline to self-identify'],
    ['I have read and agree to the terms and conditions', 'checkbox', '! s', true],
  ],
];
export const workdayReceived: Readonly<Record<string, string>> = {
  source: 'A friend', candidateIsPreviousWorker: 'No', 'legalName--firstName': 'Ada', 'legalName--lastName': 'Lovelace', phoneType: 'Mobile', phoneNumber: '+1 415 555 0100', jobTitle: 'Staff Engineer', companyName: 'Analytical Engines',
  startDateMonth: '03', startDateYear: '2020', attachments: 'ada.pdf', authorized: 'Yes', motivation: 'The sea.', gender: 'Decline to self-identify', acceptTermsAndAgreements: 'Yes',
};
