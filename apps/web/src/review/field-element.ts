export function fieldElementId(fieldId: string): string {
  return `question-${fieldId}`;
}

/** Brings a question into view and puts the keyboard into its editor. */
export function jumpTo(fieldId: string): void {
  const question = document.getElementById(fieldElementId(fieldId));
  const editor = question?.querySelector<HTMLElement>('input:not(:disabled, [hidden]), select:not(:disabled), textarea:not(:disabled)');
  (editor ?? question)?.focus({ preventScroll: true });
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  question?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}
