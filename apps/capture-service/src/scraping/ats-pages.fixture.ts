import type { FieldType } from '@countersign/contracts';

/** Question, type, marks: a number is how many options there are, `!` required, `s` sensitive. In the order of the page. */
export type ExpectedQuestion = readonly [question: string, type: FieldType, ...marks: (number | '!' | 's')[]];
export interface ExpectedPage {
  adapter: string;
  action: 'submit' | 'continue' | null;
  /** Step and number of steps; default 1/1. */
  steps?: string;
  questions: readonly ExpectedQuestion[];
}

const NAME_TO_RESUME: readonly ExpectedQuestion[] = [
  ['First name', 'text'],
  ['Last name', 'text'],
  ['Email', 'email'],
  ['Phone', 'phone'],
  ['LinkedIn', 'url'],
  ['Resume', 'file'],
];

const EEO: readonly ExpectedQuestion[] = [
  ['Gender', 'single_select', 3, 's'],
  ['Race', 'single_select', 8, 's'],
  ['Veteran status', 'single_select', 3, 's'],
];

/** Written by reading the pages' HTML, not by running the scraper. */
export const EXPECTED_PAGES: Readonly<Record<string, ExpectedPage>> = {
  'ashby-form-johnfire.html': {
    adapter: 'generic',
    action: 'submit',
    questions: [
      ['Full Name', 'text', '!'],
      ['Email', 'email', '!'],
      ['Phone', 'phone'],
      ['Resume', 'file', '!'],
      ['LinkedIn Profile', 'url'],
      ['Location', 'single_select', 3],
      ['What motivates you?', 'textarea'],
    ],
  },
  'ashby-getajob.html': {
    adapter: 'ashby',
    action: 'submit',
    questions: [
      ['Full name', 'text', '!'],
      ['Email', 'email', '!'],
      ['Phone', 'phone'],
      ['LinkedIn URL', 'url'],
      ['Resume', 'file'],
      ['Why do you want to work here?', 'textarea'],
    ],
  },
  'ashby-jobjob.html': {
    adapter: 'ashby',
    action: null,
    questions: [
      ['Name', 'text'],
      ['Email', 'email'],
      ['Phone', 'phone'],
      ['LinkedIn', 'url'],
      ['Resume', 'file'],
    ],
  },
  'generic-jobjob.html': { adapter: 'generic', action: null, questions: NAME_TO_RESUME },
  'greenhouse-applypilot.html': {
    adapter: 'greenhouse',
    action: 'submit',
    questions: [
      ['First Name', 'text', '!'],
      ['Last Name', 'text', '!'],
      ['Email', 'email', '!'],
      ['Phone', 'phone', '!'],
      ['Are you legally authorized to work in Singapore?', 'yes_no', 2, '!'],
      ['Will you now or in the future require visa sponsorship?', 'yes_no', 2, '!'],
      ['Are you open to relocation for this role?', 'yes_no', 2, '!'],
      ['How many years of product management experience do you have?', 'single_select', 4, '!'],
      ['Current notice period in weeks', 'number', '!'],
      ['Expected annual compensation', 'text', '!'],
      ['What is your current salary?', 'text'],
    ],
  },
  'greenhouse-form-johnfire.html': {
    adapter: 'greenhouse',
    action: 'submit',
    questions: [
      ['First Name', 'text', '!'],
      ['Last Name', 'text', '!'],
      ['Email', 'email', '!'],
      ['Phone', 'phone'],
      ['Resume/CV', 'file', '!'],
      ['Cover Letter', 'textarea'],
      ['How did you hear about us?', 'single_select', 3],
      ['Why do you want to work here? (500 chars max)', 'textarea'],
    ],
  },
  'greenhouse-getajob.html': {
    adapter: 'greenhouse',
    action: 'submit',
    questions: [
      ['First name', 'text', '!'],
      ['Last name', 'text', '!'],
      ['Email', 'email', '!'],
      ['Phone', 'phone'],
      ['LinkedIn URL', 'url'],
      ['Resume (PDF)', 'file'],
      ['Cover letter', 'file'],
      ['Why do you want to work at Acme?', 'textarea'],
    ],
  },
  'greenhouse-jobjob.html': {
    adapter: 'greenhouse',
    action: null,
    questions: [
      ['First name', 'text'],
      ['Last name', 'text'],
      ['Email', 'email'],
      ['Phone', 'phone'],
      ['LinkedIn Profile', 'url'],
      ['Resume', 'file'],
    ],
  },
  // Its list is drawn by a script, which does not run here: a choice without known options.
  'greenhouse-twilio-reactselect-empty.html': { adapter: 'greenhouse', action: null, questions: [['Are you legally authorized to work in the United States?', 'single_select', '!']] },
  'greenhouse-twilio-reactselect-filled.html': { adapter: 'greenhouse', action: null, questions: [['Are you legally authorized to work in the United States?', 'single_select', '!']] },
  // A list of jobs: no form.
  'icims-careerkit.html': { adapter: 'icims', action: null, questions: [] },
  'lever-form-johnfire.html': {
    adapter: 'generic',
    action: 'submit',
    questions: [
      ['Full Name', 'text', '!'],
      ['Email', 'email', '!'],
      ['Phone', 'phone'],
      ['Resume', 'file', '!'],
      ['Current Company', 'text'],
      ['Why this role?', 'textarea'],
    ],
  },
  'lever-getajob.html': {
    adapter: 'lever',
    action: 'submit',
    questions: [
      ['Resume/CV', 'file', '!'],
      ['Full name', 'text', '!'],
      ['Email', 'email', '!'],
      ['Phone', 'phone'],
      ['Current company', 'text'],
      ['LinkedIn URL', 'url'],
      ['GitHub URL', 'url'],
      ['Portfolio URL', 'url'],
      ['Are you authorized to work in the United States?', 'textarea'],
    ],
  },
  'lever-jobjob.html': {
    adapter: 'lever',
    action: null,
    questions: [
      ['Full name', 'text'],
      ['Email', 'email'],
      ['Phone', 'phone'],
      ['LinkedIn URL', 'url'],
      ['Resume', 'file'],
    ],
  },
  'lever-sensortower.html': {
    adapter: 'lever',
    action: 'submit',
    questions: [
      ['Resume/CV', 'file', '!'],
      ['Full name', 'text', '!'],
      ['Email', 'email', '!'],
      ['Phone', 'phone'],
      ['Current location', 'text'],
      ['Current company', 'text'],
      ['Linkedin URL', 'url'],
      ['Are you legally authorized to work in the United States?', 'yes_no', 2, '!'],
      ['Will you now, or in the future, require sponsorship for employment visa status (e.g. H-1B visa status)?', 'yes_no', 2, '!'],
      ['Why the interest? We always appreciate this context.', 'textarea', '!'],
      ['Do you currently live in the Los Angeles, CA area?', 'yes_no', 2, '!'],
      ['Additional information', 'textarea'],
      ...EEO,
      ['Yes, Sensor Tower can contact me about future job opportunities for up to 2 years', 'checkbox', 's'],
    ],
  },
  'lever-xsolla.html': {
    adapter: 'lever',
    action: 'submit',
    questions: [
      ['Resume/CV', 'file'],
      ['Full name', 'text', '!'],
      ['Email', 'email', '!'],
      ['Phone', 'phone'],
      ['Current location', 'text'],
      ['Current company', 'text'],
      ['LinkedIn URL', 'url'],
      ['Twitter URL', 'url'],
      ['GitHub URL', 'url'],
      ['Portfolio URL', 'url'],
      ['Other website', 'url'],
      ['Will you require assistance, now or in the future, with visas or work permits for the area where this job is located?', 'textarea', '!'],
      ['What is your target compensation for your next role?', 'textarea', '!'],
      [
        "How did you come to learn about Xsolla? We're delighted to know more about your journey to discovering our company. (Events, Friends, LinkedIn etc.)",
        'textarea',
        '!',
      ],
      ['Do you have prior work experience in the Gaming industry?', 'yes_no', 2, '!'],
      ['What is your level of Russian language proficiency?', 'single_select', 5, '!'],
      ['Please share a link to your GitHub or other public code repository.', 'textarea', '!'],
      ['Additional information', 'textarea'],
      ...EEO,
      // The survey that follows it is shown by a script for some countries only.
      ['What is your location?', 'single_select', 250, 's'],
    ],
  },
  'smartrecruiters-jobjob.html': { adapter: 'generic', action: null, questions: NAME_TO_RESUME },
  'workable-jobjob.html': { adapter: 'generic', action: null, questions: NAME_TO_RESUME },
  'workday-jobjob.html': {
    adapter: 'workday',
    action: null,
    questions: [
      ['First name', 'text'],
      ['Last name', 'text'],
      ['Email', 'email'],
      ['Phone', 'phone'],
      ['Job title', 'text'],
      ['Company', 'text'],
      ['Location', 'text'],
      ['I currently work here', 'checkbox'],
      ['From', 'text'],
      ['To', 'text'],
      ['Role description', 'textarea'],
    ],
  },
};
