import type { CandidateView } from '@countersign/contracts';
import { useId, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { count } from '../ui/words.ts';
import { groupBySection, type Section } from './answers.ts';
import { fieldElementId, jumpTo } from './field-element.ts';
import { QuestionField } from './QuestionField.tsx';
import type { Decision } from './use-decision.ts';
import { useQuestionKeys } from './use-question-keys.ts';
import type { Review } from './use-review.ts';

interface ListProps {
  review: Review;
  decision: Decision;
  candidate: CandidateView | null;
}

/** From this many questions on they can be narrowed down. */
const FILTER_FROM = 20;
/** So many missing questions are named; the others are counted. */
const NAMED_LIMIT = 8;

/** The questions of the step in review, grouped by the sections of the form. */
export function QuestionList({ review, decision, candidate }: ListProps) {
  const [wanted, setWanted] = useState('');
  const [onlyOpen, setOnlyOpen] = useState(false);
  const shown = useShown(review, wanted, onlyOpen);
  useQuestionKeys(review, shown.map(({ id }) => id));
  return (
    <div className="questions">
      <Summary review={review} decision={decision} reveal={() => {
        setWanted('');
        setOnlyOpen(false);
      }} />
      {review.fields.length >= FILTER_FROM && <Narrowing wanted={wanted} onWanted={setWanted} onlyOpen={onlyOpen} onOnlyOpen={setOnlyOpen} shown={shown.length} all={review.fields.length} mayNarrow={review.open} />}
      {groupBySection(shown).map((section, index) => (
        <SectionGroup key={`${index} ${section.title ?? ''}`} section={section} review={review} decision={decision} candidate={candidate} />
      ))}
    </div>
  );
}

/** The questions that match. One that was open when the list was narrowed down stays, so that it does not vanish under the hand. */
function useShown(review: Review, wanted: string, onlyOpen: boolean) {
  const open = [...review.missing, ...review.unconfirmed].map(({ id }) => id);
  const [kept, setKept] = useState<{ onlyOpen: boolean; ids: ReadonlySet<string> }>({ onlyOpen: false, ids: new Set() });
  if (kept.onlyOpen !== onlyOpen) setKept({ onlyOpen, ids: new Set(open) });
  const text = wanted.trim().toLowerCase();
  return review.fields.filter(({ id, question, section }) => (!onlyOpen || kept.ids.has(id) || open.includes(id)) && `${question}\n${section ?? ''}`.toLowerCase().includes(text));
}

interface NarrowingProps {
  wanted: string;
  onWanted: (text: string) => void;
  onlyOpen: boolean;
  onOnlyOpen: (on: boolean) => void;
  shown: number;
  all: number;
  mayNarrow: boolean;
}

function Narrowing({ wanted, onWanted, onlyOpen, onOnlyOpen, shown, all, mayNarrow }: NarrowingProps) {
  return (
    <div className="narrowing" role="search" aria-label="Questions">
      <input type="search" className="input" data-testid="find-question" aria-label="Look for a question" placeholder={`Look for one of ${all} questions`} value={wanted} onChange={(event) => onWanted(event.target.value)} />
      {mayNarrow && (
        <label className="choice"><input type="checkbox" data-testid="only-open" checked={onlyOpen} onChange={(event) => onOnlyOpen(event.target.checked)} /> Only what is missing or not checked</label>
      )}
      <p className="hint" role="status">{shown === all ? '' : `${shown} of ${count(all, 'question')} shown`}</p>
    </div>
  );
}

function Summary({ review, decision, reveal }: { review: Review; decision: Decision; reveal: () => void }) {
  const { fields, answered, missing, unconfirmed } = review;
  const high = unconfirmed.filter(({ confidence, sensitive }) => confidence === 'high' && !sensitive);
  return (
    <div className="summary" data-testid="summary">
      <p>
        <strong>{answered} of {count(fields.length, 'question')} answered</strong>
        {review.open && missing.length === 0 && <span className="summary-complete">Nothing required is missing</span>}
        {missing.length > 0 && <span className="summary-missing">{count(review.missingCount, 'required answer')} missing</span>}
        {unconfirmed.length > 0 && <span data-testid="unconfirmed-count">{count(unconfirmed.length, 'proposed answer')} not checked yet</span>}
      </p>
      {missing.length > 0 && review.editable && <MissingLinks review={review} reveal={reveal} />}
      {review.editable && high.length > 0 && (
        <div className="button-row">
          <Button small data-testid="confirm-high" disabled={decision.activity !== null} onClick={() => decision.confirm({ confidence: 'high' })}>Approve all {high.length} of high confidence</Button>
          <span className="hint">Never sensitive questions or consents: those are yours to answer.</span>
        </div>
      )}
      {review.open && (
        <details className="hint key-hint">
          <summary><kbd>j</kbd> <kbd>k</kbd> next and previous question; more keys</summary>
          <kbd>m</kbd> next missing, <kbd>u</kbd> next not checked, <kbd>e</kbd> edit, <kbd>Esc</kbd> leave it, <kbd>c</kbd> looks right, <kbd>a</kbd> to the decision
        </details>
      )}
    </div>
  );
}

function MissingLinks({ review: { missing }, reveal }: { review: Review; reveal: () => void }) {
  return (
    <ul className="missing-links" aria-label="Missing answers">
      {missing.slice(0, NAMED_LIMIT).map((field) => (
        <li key={field.id}>
          <a
            href={`#${fieldElementId(field.id)}`}
            onClick={(event) => {
              event.preventDefault();
              reveal();
              // Once the question is there again.
              requestAnimationFrame(() => jumpTo(field.id));
            }}
          >
            {field.question}
          </a>
        </li>
      ))}
      {missing.length > NAMED_LIMIT && <li className="hint">and {missing.length - NAMED_LIMIT} more</li>}
    </ul>
  );
}

function SectionGroup({ section, review, decision, candidate }: { section: Section } & ListProps) {
  const titleId = useId();
  return (
    <section className="card section" aria-labelledby={section.title === null ? undefined : titleId} aria-label={section.title === null ? 'Questions' : undefined}>
      {section.title !== null && <h2 id={titleId}>{section.title}</h2>}
      {section.fields.map((field) => (
        <QuestionField key={field.id} field={field} review={review} decision={decision} candidate={candidate} />
      ))}
    </section>
  );
}
