export function fieldElementId(fieldId: string): string {
  return `question-${fieldId}`;
}

/** Brings a question into view and puts the keyboard into its editor. */
export function jumpTo(fieldId: string): void {
  const question = document.getElementById(fieldElementId(fieldId));
  const editor = editorOf(question);
  (editor ?? question)?.focus({ preventScroll: true });
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  question?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}

/** The first control of a question that a person can write or choose in. */
export function editorOf(question: HTMLElement | null): HTMLElement | null {
  return question?.querySelector<HTMLElement>('input:not(:disabled, [hidden]), select:not(:disabled), textarea:not(:disabled)') ?? null;
}
