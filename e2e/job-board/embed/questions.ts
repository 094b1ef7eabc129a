/** The form's questions in the manner of a hosted board: what the page shows and what the server will check. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly required: boolean;
  readonly options: readonly string[];
  readonly multiple?: boolean;
}

export const CHOICES: readonly Choice[] = [
  { id: 'question_7001', label: 'Are you legally authorized to work in Germany?', required: true, options: ['Yes', 'No'] },
  { id: 'question_7002', label: 'Will you now or in the future require sponsorship for employment visa status?', required: true, options: ['Yes', 'No'] },
  {
    id: 'question_7003', label: 'How many years of experience do you have with React?', required: true,
    options: ['Less than 1 year', '1–2 years', '3–5 years', '6–9 years', '10+ years'],
  },
  { id: 'question_7004[]', label: 'Which of these have you worked with?', required: false, multiple: true, options: ['TypeScript', 'GraphQL', 'Playwright', 'Rust', 'None of these'] },
];

export const DEMOGRAPHICS: readonly Choice[] = [
  { id: 'gender', label: 'Gender', required: false, options: ['Male', 'Female', 'Decline To Self Identify'] },
  {
    id: 'veteran_status', label: 'Veteran Status', required: false,
    options: ['I am not a protected veteran', 'I identify as one or more of the classifications of a protected veteran', "I don't wish to answer"],
  },
  {
    id: 'disability_status', label: 'Disability Status', required: false,
    options: ['Yes, I have a disability, or have had one in the past', 'No, I do not have a disability and have not had one in the past', 'I do not want to answer'],
  },
];
