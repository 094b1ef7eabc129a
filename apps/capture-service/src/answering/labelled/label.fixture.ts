import type { Answer, Question } from '@countersign/contracts';

/** Answers that a careful person would accept; `orNone`: and also that it is left open. */
export interface Accepts {
  readonly accepts: readonly Answer[];
  readonly orNone: boolean;
}
/** null: to be left open. */
export type Label = Answer | Accepts;
export interface Labelled {
  readonly question: string;
  readonly parts: Partial<Question>;
  /** For Nora, Jonas and Priya. */
  readonly labels: readonly [Label, Label, Label];
  /** Only a person may answer this. */
  readonly isPersonal: boolean;
}

export const either = (...accepts: Answer[]): Accepts => ({ accepts, orNone: false });
export const maybe = (...accepts: Answer[]): Accepts => ({ accepts, orNone: true });

export const q = (question: string, parts: Partial<Question>, nora: Label, jonas: Label, priya: Label): Labelled => ({ question, parts, labels: [nora, jonas, priya], isPersonal: false });
/** To be left open for everybody. */
export const open = (question: string, parts: Partial<Question> = {}): Labelled => q(question, parts, null, null, null);
/** For a person only. */
export const personal = (question: string, parts: Partial<Question> = {}): Labelled => ({ ...open(question, parts), isPersonal: true });

export const TEXT: Partial<Question> = {};
export const AREA: Partial<Question> = { type: 'textarea' };
export const EMAIL: Partial<Question> = { type: 'email' };
export const PHONE: Partial<Question> = { type: 'phone' };
export const LINK: Partial<Question> = { type: 'url' };
export const NUMBER: Partial<Question> = { type: 'number' };
export const DATE: Partial<Question> = { type: 'date' };
export const FILE: Partial<Question> = { type: 'file' };
export const TICK: Partial<Question> = { type: 'checkbox' };
export const YES_NO: Partial<Question> = { type: 'yes_no', options: ['Yes', 'No'] };
export const one = (...options: string[]): Partial<Question> => ({ type: 'single_select', options });
export const many = (...options: string[]): Partial<Question> => ({ type: 'multi_select', options });
export const inSection = (section: string, parts: Partial<Question> = {}): Partial<Question> => ({ ...parts, section });
