import type { CandidateView } from '@countersign/contracts';
import { useEffect, useId, useRef } from 'react';
import { count } from '../ui/words.ts';
import { groupBySection, type Section } from './answers.ts';
import { fieldElementId, jumpTo } from './field-element.ts';
import { QuestionField } from './QuestionField.tsx';
import type { Review } from './use-review.ts';

/** The questions of the step in review, grouped by the sections of the form. */
export function QuestionList({ review, candidate }: { review: Review; candidate: CandidateView | null }) {
  useQuestionKeys(review);
  return (
    <div className="questions">
      <Summary review={review} />
      {groupBySection(review.fields).map((section, index) => (
        <SectionGroup key={`${index} ${section.title ?? ''}`} section={section} review={review} candidate={candidate} />
      ))}
    </div>
  );
}

function Summary({ review }: { review: Review }) {
  const { fields, answered, missing } = review;
  return (
    <div className="summary" data-testid="summary">
      <p>
        <strong>{answered} of {count(fields.length, 'question')} answered</strong>
        {review.open && missing.length === 0 && <span className="summary-complete">Nothing required is missing</span>}
        {missing.length > 0 && <span className="summary-missing">{count(missing.length, 'required answer')} missing</span>}
      </p>
      {missing.length > 0 && review.editable && (
        <ul className="missing-links" aria-label="Missing answers">
          {missing.map((field) => (
            <li key={field.id}>
              <a
                href={`#${fieldElementId(field.id)}`}
                onClick={(event) => {
                  event.preventDefault();
                  jumpTo(field.id);
                }}
              >
                {field.question}
              </a>
            </li>
          ))}
        </ul>
      )}
      {review.open && (
        <p className="hint key-hint">
          <kbd>j</kbd> <kbd>k</kbd> next and previous question, <kbd>m</kbd> next missing one
        </p>
      )}
    </div>
  );
}

function SectionGroup({ section, review, candidate }: { section: Section; review: Review; candidate: CandidateView | null }) {
  const titleId = useId();
  return (
    <section className="card section" aria-labelledby={section.title === null ? undefined : titleId} aria-label={section.title === null ? 'Questions' : undefined}>
      {section.title !== null && <h2 id={titleId}>{section.title}</h2>}
      {section.fields.map((field) => (
        <QuestionField key={field.id} field={field} review={review} candidate={candidate} />
      ))}
    </section>
  );
}

/** j, k and m move between questions while no text is being typed. */
function useQuestionKeys(review: Review): void {
  const latest = useRef(review);
  useEffect(() => {
    latest.current = review;
  });
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isTyping(event.target)) return;
      const ids = latest.current.fields.map(({ id }) => id);
      const at = ids.findIndex((id) => document.getElementById(fieldElementId(id))?.contains(document.activeElement));
      const missing = new Set(latest.current.missing.map(({ id }) => id));
      const next = { j: ids[Math.min(at + 1, ids.length - 1)], k: ids[Math.max(at - 1, 0)], m: ids.slice(at + 1).find((id) => missing.has(id)) ?? ids.find((id) => missing.has(id)) }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      const question = document.getElementById(fieldElementId(next));
      question?.focus({ preventScroll: true });
      question?.scrollIntoView({ block: 'nearest' });
    };
    document.addEventListener('keydown', move);
    return () => document.removeEventListener('keydown', move);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog, canvas')) return true;
  return target.matches('textarea, select') || (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox');
}
