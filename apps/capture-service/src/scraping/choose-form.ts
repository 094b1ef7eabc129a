import { actionOf } from './form-buttons.ts';
import type { Obstacle, RawButton, RawFrame, RawQuestion } from './raw-form.ts';

export interface ChosenForm {
  /** Index of the frame. */
  frame: number;
  formKey: number;
  questions: RawQuestion[];
  obstacles: Obstacle[];
}

interface FormGroup {
  frame: number;
  key: number;
  questions: RawQuestion[];
  buttons: RawButton[];
  description: string;
  hasPassword: boolean;
  score: number;
}

const PAGE_TOOLS = /\b(search|filter|sort( by)?|newsletter|subscribe|language|locale|currency|job alerts?|keywords?|site search)\b/i;

/**
 * The questions of the page's application form. A page has more controls than that: search, newsletter, cookie choices,
 * sign-in. Forms are weighed by what they ask; what stands outside the best one stays only where it may belong to it.
 */
export function chooseForm(frames: readonly RawFrame[]): ChosenForm | null {
  const obstacles = new Set<Obstacle>();
  const groups: FormGroup[] = [];
  for (const [index, frame] of frames.entries()) {
    if (frame.captcha) obstacles.add('captcha');
    if (frame.questions.length === 0 && frame.landmarks.includes('password-field')) obstacles.add('sign_in');
    for (const group of groupsOf(frame, index)) {
      if (isSignIn(group)) obstacles.add('sign_in');
      else if (!isPageTool(group)) groups.push(group);
    }
  }
  const main = groups.reduce<FormGroup | null>((best, group) => (best === null || group.score > best.score ? group : best), null);
  if (main === null || main.score <= 0) return obstacles.size === 0 ? null : { frame: 0, formKey: -1, questions: [], obstacles: [...obstacles] };
  const kept = groups.filter((group) => group === main || belongsTo(group, main));
  const keys = new Set(kept.map((group) => group.key));
  const chosen = new Set(kept.flatMap((group) => group.questions));
  const questions = (frames[main.frame] as RawFrame).questions.filter((question) => keys.has(question.formKey) && chosen.has(question));
  return { frame: main.frame, formKey: main.key, questions, obstacles: [...obstacles] };
}

function groupsOf(frame: RawFrame, index: number): FormGroup[] {
  const keys = [...new Set(frame.questions.map((question) => question.formKey))];
  return keys.map((key) => {
    const form = frame.forms.find((candidate) => candidate.key === key);
    const loose = key === -1;
    const questions = frame.questions.filter(
      (question) => question.formKey === key && !/^(search|cookie_banner|navigation)$/.test(question.place),
    );
    if (loose) trimPageTools(questions);
    const buttons = frame.buttons.filter((button) => button.formKey === key);
    const group = { frame: index, key, questions, buttons, description: `${form?.description ?? ''} ${form?.heading ?? ''}`, hasPassword: form?.hasPassword ?? (loose && frame.landmarks.includes('password-field')), score: 0 };
    return { ...group, score: scoreOf(group) };
  });
}

/** Outside of any form, a search or a choice of languages stands before or after the questions. */
function trimPageTools(questions: RawQuestion[]): void {
  const isTool = (question: RawQuestion | undefined) =>
    question !== undefined && !question.required && !question.labelMarker && question.groups.length === 0 && PAGE_TOOLS.test(`${question.label} ${question.placeholder} ${question.attributes.name} ${question.attributes.id}`);
  while (isTool(questions[0])) questions.shift();
  while (isTool(questions.at(-1))) questions.pop();
}

function scoreOf(group: FormGroup): number {
  const { questions, buttons } = group;
  if (questions.length === 0) return 0;
  const words = questions.map((question) => `${question.label} ${question.attributes.name} ${question.attributes.id}`).join(' | ');
  let score = Math.min(questions.length, 30);
  if (questions.some((question) => question.widget === 'file')) score += 6;
  if (/\b(resume|résumé|cv|cover letter|curriculum|lebenslauf)\b/i.test(words)) score += 8;
  if (/\b(first|last|full|legal|sur)[ _-]?name/i.test(words)) score += 3;
  if (/e-?mail/i.test(words)) score += 2;
  if (buttons.some((button) => actionOf(button.text) !== null)) score += 4;
  if (/appl(y|ication)|candidate|bewerb|postul/i.test(group.description)) score += 4;
  if (questions.every((question) => question.place !== 'form')) score -= 12;
  return score;
}

function isSignIn({ questions, buttons, hasPassword }: FormGroup): boolean {
  if (!hasPassword || questions.some((question) => question.widget === 'file')) return false;
  return questions.length <= 3 || (questions.length <= 6 && buttons.some((button) => /^(sign|log) ?in$/i.test(button.text.trim())));
}

function isPageTool({ questions, buttons, description }: FormGroup): boolean {
  if (questions.length === 0 || questions.every((question) => /^(newsletter|cookie_banner|search|navigation)$/.test(question.place))) return true;
  if (questions.length > 3 || questions.some((question) => question.widget === 'file')) return false;
  if (/\b(search|newsletter|subscribe|mailing|cookie)\b/i.test(description.replace(/[_-]+/g, ' '))) return true;
  return buttons.length > 0 && buttons.some((button) => /^(subscribe|search|find jobs?|sign me up|filter|create alert|notify me)\b/i.test(button.text.trim())) && !buttons.some((button) => actionOf(button.text) === 'submit');
}

/** Another group of the same frame is part of the application when it cannot be sent by itself and asks something that matters. */
function belongsTo(group: FormGroup, main: FormGroup): boolean {
  if (group.frame !== main.frame || group.questions.every((question) => question.place !== 'form')) return false;
  const ownButton = group.key !== -1 && group.buttons.some((button) => button.type === 'submit' || actionOf(button.text) !== null);
  if (ownButton) return false;
  return group.questions.length >= 3 || group.questions.some((question) => question.required || question.labelMarker || question.widget === 'file');
}
