import type { ComparedField, ComparedStep, ComparisonView } from '@countersign/contracts';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { readComparison } from '../api/endpoints.ts';
import { useMe } from '../api/me.ts';
import { useRefreshOn, useResource } from '../api/use-resource.ts';
import { useCapture } from '../api/use-views.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Empty, Failure, Loading } from '../ui/States.tsx';
import { describeInstant } from '../ui/time.ts';
import { CONFIDENCE_WORDS, count, describeActor, SOURCE_WORDS, STATUS_WORDS } from '../ui/words.ts';
import { comparisonCsv, describeValue, OUTCOME_WORDS, VERDICT_WORDS } from './comparison.ts';
import { describeAnswer } from './answers.ts';
import { EvidenceOfPage } from './EvidenceOfPage.tsx';

/** Longer texts scroll in their cell. */
const LONG_TEXT = 300;

/** What was proposed, approved and sent, side by side; for reading, printing and keeping. */
export function ComparisonPage({ id }: { id: string }) {
  const capture = useCapture(id);
  const comparison = useResource(`comparison/${id}`, (signal) => readComparison(id, signal), (next, current) => next.version >= current.version);
  useRefreshOn((event) => event.aggregate === 'capture' && event.aggregateId === id, comparison.refresh);
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const view = comparison.data;
  const differing = view?.steps.flatMap(({ fields }) => fields).filter(({ different }) => different).length ?? 0;
  return (
    <div className="page comparison">
      <title>{`Comparison: ${capture.data?.title ?? 'application'} · Countersign`}</title>
      <header className="page-heading">
        <nav aria-label="Where you are"><ol className="breadcrumb"><li><Link to="/">Inbox</Link></li><li><Link to={`/captures/${id}`}>{capture.data?.title ?? 'Review'}</Link></li></ol></nav>
        <h1>Proposed, approved and sent</h1>
        {capture.data && <p>{capture.data.company} · {capture.data.title}{capture.data.candidateName !== null && ` · for ${capture.data.candidateName}`} · {STATUS_WORDS[capture.data.status].text}</p>}
      </header>
      {comparison.error !== null && <Failure what="comparison" error={comparison.error} retry={comparison.refresh} />}
      {comparison.loading && <Loading>Loading the comparison…</Loading>}
      {view && (
        <>
          <div className="comparison-tools">
            <p data-testid="difference-count">{differing === 0 ? 'No differences.' : `${count(differing, 'difference')}, marked ≠.`}</p>
            <label className="choice"><input type="checkbox" data-testid="only-different" checked={onlyDifferent} onChange={(event) => setOnlyDifferent(event.target.checked)} /> Only differences</label>
            <div className="button-row">
              <Button small data-testid="export-csv" onClick={() => download(view)}>Download CSV</Button>
              <Button small onClick={() => print()}>Print</Button>
            </div>
          </div>
          {view.steps.map((step) => <Step key={step.step} step={step} of={view.steps.length} onlyDifferent={onlyDifferent} />)}
        </>
      )}
    </div>
  );
}

function download(view: ComparisonView): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([comparisonCsv(view)], { type: 'text/csv;charset=utf-8' }));
  link.download = `comparison-${view.captureId}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Step({ step, of, onlyDifferent }: { step: ComparedStep; of: number; onlyDifferent: boolean }) {
  const fields = step.fields.filter(({ different }) => different || !onlyDifferent);
  return (
    <section className="comparison-step" aria-label={`Step ${step.step}`} data-testid={`compared-step-${step.step}`}>
      {of > 1 && <h2>Step {step.step}</h2>}
      <Standing step={step} />
      {fields.length === 0 ? <Empty title="Nothing differs here" /> : (
        <table className="differences comparison-table card">
          <thead>
            <tr><th scope="col">Question</th><th scope="col">Proposed</th><th scope="col">Approved</th><th scope="col">Held by the page before sending</th><th scope="col">The page's verdict</th></tr>
          </thead>
          <tbody>{fields.map((field) => <Row key={field.fieldId} field={field} />)}</tbody>
        </table>
      )}
    </section>
  );
}

/** Who approved the step, and how its last submission ended. */
function Standing({ step: { approval, submission } }: { step: ComparedStep }) {
  const me = useMe();
  return (
    <div className="comparison-standing">
      <p>{approval === null ? 'Not approved as it stands.' : <>Approved by {describeActor(approval.by, me?.actor)}, {describeInstant(approval.at)}. Digest <code>{approval.answersSha256}</code></>}</p>
      {submission !== null && (
        <p data-testid="compared-outcome">
          Pressed {describeInstant(submission.startedAt)}: {OUTCOME_WORDS[submission.outcome]}
          {submission.resolvedBy !== null && `, said ${describeActor(submission.resolvedBy, me?.actor)}`}{submission.note === null ? '.' : `: ${submission.note}`}
        </p>
      )}
      {submission?.evidence && <details><summary>What the page showed</summary><EvidenceOfPage evidence={submission.evidence} text="compared-text" /></details>}
    </div>
  );
}

function Row({ field }: { field: ComparedField }) {
  const { proposed, edits, confirmed, approved, submitted, verdict, message } = field;
  const me = useMe();
  const words = VERDICT_WORDS[verdict];
  return (
    <tr data-different={field.different || undefined} data-testid={`compared-${field.fieldId}`}>
      <th scope="row">
        {field.different && <span className="different-mark" title="Different">≠<span className="visually-hidden"> Different:</span></span>} {field.question}
        {field.sensitive && <> <Badge tone="violet">Sensitive</Badge></>}
      </th>
      <td data-label="Proposed">
        <Value text={proposed === null ? null : describeAnswer(proposed.answer)} />
        {proposed !== null && <p className="hint">{SOURCE_WORDS[proposed.source]}, {CONFIDENCE_WORDS[proposed.confidence].text.toLowerCase()}</p>}
      </td>
      <td data-label="Approved">
        <Value text={approved === null ? null : describeAnswer(approved.answer)} none={approved === null ? 'not approved' : 'no answer'} />
        {confirmed !== null && <p className="hint">Checked by {describeActor(confirmed.by, me?.actor)}</p>}
        {edits.map((edit) => <p key={`${edit.at} ${edit.by}`} className="hint" data-testid="edit">{describeActor(edit.by, me?.actor)}, {describeInstant(edit.at)}: “{describeAnswer(edit.from) ?? 'no answer'}” → “{describeAnswer(edit.to) ?? 'no answer'}”</p>)}
      </td>
      <td data-label="Held by the page">{submitted === null ? <span className="hint">–</span> : <Value text={describeValue(submitted.value)} none="empty" />}</td>
      <td data-label="Verdict"><Badge tone={words.tone} dot data-verdict={verdict}>{words.text}</Badge>{message !== null && <p className="error-text">{message}</p>}</td>
    </tr>
  );
}

function Value({ text, none = 'no answer' }: { text: string | null; none?: string }): ReactNode {
  if (text === null) return <span className="hint">{none}</span>;
  // What is cut on the screen can be scrolled to by keyboard; on paper it stands in full.
  return <span className="compared-value" {...(text.length > LONG_TEXT ? { tabIndex: 0, role: 'group', 'aria-label': 'The whole text' } : {})}>{text}</span>;
}
