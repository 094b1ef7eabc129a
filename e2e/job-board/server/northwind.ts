import { missing, type FormBody } from './form-body.ts';

export const NORTHWIND_STEPS = 3;
const REQUIRED: Record<number, readonly string[]> = {
  1: ['legalName--firstName', 'legalName--lastName', 'country--country', 'email', 'phoneNumber--phoneNumber', 'previousWorker'],
  2: ['workExperience-1--jobTitle', 'workExperience-1--companyName', 'workExperience-1--startMonth', 'workExperience-1--startYear', 'resumeAttachments'],
  3: ['acceptTermsAndAgreements'],
};

/** What a wizard has saved so far; each "Save and Continue" adds a step, the last one sends. */
export interface Draft {
  readonly id: string;
  step: number;
  fields: FormBody['fields'];
  files: FormBody['files'];
}

/** Saves one step. Errors by field name; none means that the draft moved on (`step` > 3: it is complete). */
export function saveStep(draft: Draft, step: number, form: FormBody): Record<string, string> {
  if (step !== draft.step) return { form: 'This step was saved already. Reload the page.' };
  const errors = missing(form, REQUIRED[step] ?? []);
  const year = form.fields['workExperience-1--startYear']?.[0];
  if (year && !/^(19|20)\d\d$/.test(year)) errors['workExperience-1--startYear'] = 'Enter a year with four digits.';
  if (Object.keys(errors).length > 0) return errors;
  Object.assign(draft.fields, form.fields);
  Object.assign(draft.files, form.files);
  draft.step += 1;
  return {};
}
