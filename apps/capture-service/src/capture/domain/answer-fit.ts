import { canonicalAnswers, type Answer, type FileAnswer, type Question } from '@countersign/contracts';

/** What an empty input means: no answer. Text keeps its inner and outer white space otherwise. */
export function normalised(answer: Answer): Answer {
  if (typeof answer === 'string' && answer.trim() === '') return null;
  if (Array.isArray(answer) && answer.length === 0) return null;
  return answer;
}

/** They would be sent the same. */
export function isEqual(a: Answer, b: Answer): boolean {
  const canonical = (answer: Answer) => canonicalAnswers(1, [{ id: 'any', step: 1, answer }]);
  return canonical(a) === canonical(b);
}

/** Why an answer cannot be given to a question, for a person to read; undefined when it can. No answer always fits. */
export function misfit(question: Question, answer: Answer): string | undefined {
  if (answer === null) return undefined;
  switch (question.type) {
    case 'checkbox':
      return typeof answer === 'boolean' ? undefined : 'The answer is true or false.';
    case 'file':
      return typeof answer === 'object' && !Array.isArray(answer) ? fileMisfit(question, answer) : 'The answer is a file.';
    case 'multi_select':
      return Array.isArray(answer) ? choicesMisfit(question, answer) : 'The answer is a list of options.';
    default:
      return typeof answer === 'string' ? textMisfit(question, answer) : 'The answer is a text.';
  }
}

function textMisfit(question: Question, answer: string): string | undefined {
  if (question.maxLength !== undefined && answer.length > question.maxLength) return `At most ${question.maxLength} characters fit; these are ${answer.length}.`;
  if (question.options && !question.options.includes(answer)) return 'The answer is not among the options.';
  if (question.type !== 'textarea' && /[\r\n]/.test(answer)) return 'The answer is one line.';
  const pattern = PATTERNS[question.type];
  return pattern && !pattern.test(answer) ? MEANING[question.type] : undefined;
}

// One character class a quantifier: none of these can backtrack.
const PATTERNS: Partial<Record<Question['type'], RegExp>> = {
  number: /^-?\d{1,15}([.,]\d{1,10})?$/,
  email: /^[^\s@<>,;]{1,64}@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+$/,
  phone: /^(?=(?:\D*\d){4})[\d\s+().\-/x#]{4,40}$/,
  url: /^[^\s<>"]{3,2000}$/,
  date: /^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/,
};
const MEANING: Partial<Record<Question['type'], string>> = {
  number: 'The answer is a number.',
  email: 'The answer is an e-mail address.',
  phone: 'The answer is a telephone number.',
  url: 'The answer is a web address.',
  date: 'The answer is a date as YYYY-MM-DD or YYYY-MM.',
};

function choicesMisfit(question: Question, answer: readonly string[]): string | undefined {
  if (new Set(answer).size !== answer.length) return 'An option is chosen twice.';
  const unknown = question.options && answer.find((choice) => !question.options!.includes(choice));
  return unknown === undefined ? undefined : `"${unknown.slice(0, 100)}" is not among the options.`;
}

/** By the `accept` attribute: extensions (`.pdf`), media types and `image/*`. Whatever else stands there is not judged. */
function fileMisfit(question: Question, file: FileAnswer): string | undefined {
  const accepted = (question.accept ?? '').toLowerCase().split(',').map((part) => part.trim()).filter((part) => part.startsWith('.') || part.includes('/'));
  if (accepted.length === 0) return undefined;
  const name = file.name.toLowerCase();
  const mediaType = file.mediaType.toLowerCase();
  const fits = accepted.some((part) =>
    part.startsWith('.') ? name.endsWith(part) : part === '*/*' || (part.endsWith('/*') ? mediaType.startsWith(part.slice(0, -1)) : mediaType === part),
  );
  return fits ? undefined : `The form takes ${question.accept} only.`;
}
