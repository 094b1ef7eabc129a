import { countMissing, missingFields, type Answer, type CaptureView, type FormField } from '@countersign/contracts';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { editAnswer, readCapture } from '../api/endpoints.ts';
import { AnswerSaver, type Draft, type SaverSnapshot } from './answer-saver.ts';
import { answerOf, fieldsOfStep, isAnswered, isUnconfirmed, normalised, sameAnswer } from './answers.ts';

/** Everything that the parts of the review page share. */
export interface Review {
  readonly capture: CaptureView;
  /** Of the step in review, in the order of the form. */
  readonly fields: readonly FormField[];
  readonly missing: readonly FormField[];
  /** Of "one of these", one. */
  readonly missingCount: number;
  /** Proposed answers that no person has looked at yet. */
  readonly unconfirmed: readonly FormField[];
  readonly answered: number;
  readonly changedByOthers: ReadonlySet<string>;
  readonly unsaved: number;
  /** Nothing has been sent, and nobody has rejected it: what is missing matters. */
  readonly open: boolean;
  /** It is open, and this person may change answers. */
  readonly editable: boolean;
  draftOf(fieldId: string): Draft | undefined;
  /** What the person sees in the field. */
  valueOf(fieldId: string): Answer;
  change(fieldId: string, answer: Answer): void;
  flush(): Promise<boolean>;
  /** The newest that is known of the server. */
  newest(): CaptureView;
  /**
   * Saves what is typed and gives the view of the server, which has exactly the answers that are on the screen now.
   * @throws Error when an answer could not be saved, or another one came in
   */
  settle(): Promise<CaptureView>;
  keepMine(fieldId: string): void;
  takeTheirs(fieldId: string): void;
  acknowledge(): void;
  /** Puts in what a command of this person answered. */
  adopt(view: CaptureView): void;
  /** While a command of this person runs, what changes is no surprise. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function useReview(capture: CaptureView, put: (view: CaptureView) => void, mayEdit: boolean): Review {
  const id = capture.id;
  // The page makes a new one for another capture (key), so the first view and `put` are the right ones.
  const [saver] = useState(() => new AnswerSaver(capture, {
    save: (version, fieldId, answer) => editAnswer(id, version, fieldId, normalised(answer)),
    load: () => readCapture(id),
    adopt: put,
  }));
  const [ownWork] = useState(() => ({ running: 0 }));
  const snapshot = useSyncExternalStore(saver.subscribe, saver.snapshot);
  useEffect(() => saver.accept(capture, ownWork.running > 0), [saver, capture, ownWork]);
  useUnsavedWarning(saver);

  const adopt = useCallback((view: CaptureView) => {
    saver.accept(view, true);
    put(view);
  }, [saver, put]);
  const during = useCallback(async <Result,>(work: () => Promise<Result>) => {
    ownWork.running += 1;
    try {
      return await work();
    } finally {
      ownWork.running -= 1;
    }
  }, [ownWork]);
  return useMemo(() => describeReview(capture, saver, snapshot, mayEdit, adopt, during), [capture, saver, snapshot, mayEdit, adopt, during]);
}

function describeReview(capture: CaptureView, saver: AnswerSaver, snapshot: SaverSnapshot, mayEdit: boolean, adopt: Review['adopt'], during: Review['during']): Review {
  const fields = fieldsOfStep(capture, capture.step);
  const open = capture.status === 'in_review' || capture.status === 'approved';
  const draftOf = (fieldId: string) => snapshot.drafts.get(fieldId);
  const valueOf = (fieldId: string) => {
    const draft = draftOf(fieldId);
    return draft && draft.state !== 'saved' ? draft.answer : answerOf(capture, fieldId);
  };
  const missing = open ? missingFields(fields.map((field) => ({ ...field, answer: normalised(valueOf(field.id)) }))) : [];
  return {
    capture,
    fields,
    missing,
    missingCount: countMissing(missing),
    unconfirmed: open ? fields.filter((field) => isUnconfirmed(field) && sameAnswer(valueOf(field.id), field.answer)) : [],
    answered: fields.filter((field) => isAnswered(field, valueOf(field.id))).length,
    changedByOthers: snapshot.changedByOthers,
    unsaved: [...snapshot.drafts.values()].filter(({ state }) => state !== 'saved').length,
    open,
    editable: mayEdit && open,
    draftOf,
    valueOf,
    change: (fieldId, answer) => saver.change(fieldId, answer),
    flush: () => saver.flush(),
    newest: () => saver.view,
    settle: () => settle(capture, saver, fields.map(({ id }) => [id, normalised(valueOf(id))])),
    keepMine: (fieldId) => saver.keepMine(fieldId),
    takeTheirs: (fieldId) => saver.takeTheirs(fieldId),
    acknowledge: () => saver.acknowledge(),
    adopt,
    during,
  };
}

async function settle(seen: CaptureView, saver: AnswerSaver, answers: readonly (readonly [string, Answer])[]): Promise<CaptureView> {
  if (!(await saver.flush())) throw new Error('Not every answer could be saved; see the marked questions. Nothing was approved.');
  const { view } = saver;
  const same = view.step === seen.step && view.fingerprint === seen.fingerprint && answers.every(([id, answer]) => sameAnswer(answerOf(view, id), answer));
  if (!same) throw new Error('The answers changed while you were deciding. Look at them again; nothing was approved.');
  return view;
}

/** Leaving for another page of the application saves; leaving the application asks. */
function useUnsavedWarning(saver: AnswerSaver): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (!saver.clean) event.preventDefault();
    };
    const hide = () => {
      if (document.visibilityState === 'hidden' && !saver.clean) void saver.flush();
    };
    addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', hide);
    return () => {
      removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', hide);
      if (!saver.clean) void saver.flush();
    };
  }, [saver]);
}
