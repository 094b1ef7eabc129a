import { useEffect, useRef } from 'react';
import { editorOf, fieldElementId } from './field-element.ts';
import type { Review } from './use-review.ts';

/** Keys that move between questions, edit, confirm and go to the decision, while no text is being typed. `ids`: the questions that are shown. */
export function useQuestionKeys(review: Review, ids: readonly string[]): void {
  const latest = useRef({ review, ids });
  useEffect(() => {
    latest.current = { review, ids };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      const { review: now, ids: shown } = latest.current;
      const at = shown.findIndex((id) => document.getElementById(fieldElementId(id))?.contains(document.activeElement));
      const target = isTyping(event.target) ? leave(event.key, shown[at]) : targetOf(event.key, now, shown, at);
      if (!target) return;
      event.preventDefault();
      if (event.key === 'c') target.click();
      else focusOn(target);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function targetOf(key: string, review: Review, ids: readonly string[], at: number): HTMLElement | null {
  const current = ids[at];
  const next = (fields: readonly { readonly id: string }[]) => {
    const wanted = new Set(fields.map(({ id }) => id));
    return ids.slice(at + 1).find((id) => wanted.has(id)) ?? ids.find((id) => wanted.has(id));
  };
  switch (key) {
    case 'j':
      return element(ids[Math.min(at + 1, ids.length - 1)]);
    case 'k':
      return element(ids[Math.max(at - 1, 0)]);
    case 'm':
      return element(next(review.missing));
    case 'u':
      return element(next(review.unconfirmed));
    case 'e':
      return editorOf(element(current));
    case 'c':
      return element(current)?.querySelector<HTMLElement>('[data-confirm]') ?? null;
    case 'a':
      return document.querySelector<HTMLElement>('[data-decision="main"]:not(:disabled)') ?? document.querySelector<HTMLElement>('[data-decision]:not(:disabled)') ?? element(next(review.missing));
    default:
      return null;
  }
}

/** From an editor back to its question, so that the other keys work again. */
function leave(key: string, current: string | undefined): HTMLElement | null {
  return key === 'Escape' ? element(current) : null;
}

function element(id: string | undefined): HTMLElement | null {
  return id === undefined ? null : document.getElementById(fieldElementId(id));
}

function focusOn(target: HTMLElement): void {
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: 'nearest' });
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog, canvas')) return true;
  return target.matches('textarea, select') || (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox');
}
