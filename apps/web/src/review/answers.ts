import type { Answer, CaptureView, FileAnswer, FormField } from '@countersign/contracts';

export function isFile(answer: Answer): answer is FileAnswer {
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer);
}

export function sameAnswer(a: Answer, b: Answer): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, index) => value === b[index]);
  return isFile(a) && isFile(b) && a.sha256 === b.sha256 && a.name === b.name;
}

/** A required checkbox has to be ticked: a consent that is not given is no answer. */
export function isAnswered(field: Pick<FormField, 'type' | 'required'>, answer: Answer): boolean {
  if (answer === null) return false;
  if (typeof answer === 'string') return answer.trim() !== '';
  if (Array.isArray(answer)) return answer.length > 0;
  if (field.type === 'checkbox' && field.required) return answer === true;
  return true;
}

/** A machine proposed it, and no person has looked at it yet. */
export function isUnconfirmed({ answer, source, confirmed }: FormField): boolean {
  return answer !== null && source !== 'human' && confirmed !== true;
}

/** Of the step in review; another step may have a field with the same id. */
export function answerOf(view: CaptureView, fieldId: string): Answer {
  return view.fields.find(({ id, step }) => id === fieldId && step === view.step)?.answer ?? null;
}

/** An input that was emptied means: no answer. */
export function normalised(answer: Answer): Answer {
  if (typeof answer === 'string' && answer.trim() === '') return null;
  return Array.isArray(answer) && answer.length === 0 ? null : answer;
}

export function fieldsOfStep(view: CaptureView, step: number): FormField[] {
  return view.fields.filter((field) => field.step === step);
}

export interface Section {
  readonly title: string | null;
  readonly fields: readonly FormField[];
}

/** Neighbours with the same section, in the order of the form. */
export function groupBySection(fields: readonly FormField[]): Section[] {
  const sections: { title: string | null; fields: FormField[] }[] = [];
  for (const field of fields) {
    const last = sections.at(-1);
    if (last && last.title === field.section) last.fields.push(field);
    else sections.push({ title: field.section, fields: [field] });
  }
  return sections;
}

/** An answer as a person reads it; null when there is none. */
export function describeAnswer(answer: Answer): string | null {
  if (answer === null || answer === '') return null;
  if (typeof answer === 'boolean') return answer ? 'Ticked' : 'Not ticked';
  if (typeof answer === 'string') return answer;
  if (Array.isArray(answer)) return answer.length === 0 ? null : answer.join(', ');
  return `${answer.name} (${describeSize(answer.sizeBytes)})`;
}

export function describeSize(sizeBytes: number): string {
  if (sizeBytes < 1_000) return `${sizeBytes} bytes`;
  return sizeBytes < 1_000_000 ? `${Math.round(sizeBytes / 1_000)} kB` : `${(sizeBytes / 1_000_000).toFixed(1)} MB`;
}
