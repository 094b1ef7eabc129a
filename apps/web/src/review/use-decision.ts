import { ApiError } from '@countersign/client';
import type { CaptureView, SessionView } from '@countersign/contracts';
import { useCallback, useState } from 'react';
import { approveCapture, confirmAnswers, giveBackControl, readCapture, recapture, rejectCapture, resolveOutcome, startSession, submitCapture } from '../api/endpoints.ts';
import { messageOf } from '../api/http.ts';
import type { Review } from './use-review.ts';

export type Activity = 'saving' | 'giving_back' | 'approving' | 'submitting' | 'rejecting' | 'reading' | 'opening_browser' | 'resolving' | 'confirming';
export const ACTIVITY_WORDS: Record<Activity, string> = {
  saving: 'Saving your answers…',
  giving_back: 'Giving back control of the browser…',
  approving: 'Approving…',
  submitting: 'Filling in the form, checking every value, sending it once…',
  rejecting: 'Rejecting…',
  reading: 'Reading the form again…',
  opening_browser: 'Opening a new browser…',
  resolving: 'Recording what happened…',
  confirming: 'Recording that you looked…',
};

export interface Decision {
  readonly activity: Activity | null;
  readonly problem: string | null;
  approve(thenSubmit: boolean): void;
  /** Lets proposed answers stand: one, or all of high confidence. */
  confirm(which: { fieldIds: readonly string[] } | { confidence: 'high' }): void;
  submit(): void;
  reject(reason: string): Promise<boolean>;
  resolve(outcome: 'submitted' | 'not_submitted', note: string): void;
  readAgain(sessionId: string | null): void;
  openBrowser(): void;
  dismiss(): void;
}

/** Runs one thing at a time; a refusal is explained, and the page shows what is true after it. */
function useActivity(review: Review) {
  const [activity, setActivity] = useState<Activity | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { id } = review.capture;
  const run = useCallback(async (steps: () => Promise<void>): Promise<boolean> => {
    setProblem(null);
    try {
      await review.during(steps);
      return true;
    } catch (error) {
      setProblem(await explain(error, id, review.adopt));
      return false;
    } finally {
      setActivity(null);
    }
  }, [id, review]);
  return { activity, setActivity, problem, run, dismiss: () => setProblem(null) };
}

/** What a person decides about a capture; one thing at a time. `session` is the browser that the form is sent from. */
export function useDecision(review: Review, session: SessionView | null, me: string | null): Decision {
  const { activity, setActivity, problem, run, dismiss } = useActivity(review);
  const { capture } = review;
  const { id } = capture;

  /** The version of the server, with everything that was typed here. */
  const save = async () => {
    setActivity('saving');
    if (!(await review.flush())) throw new Error('Not every answer could be saved; see the marked questions.');
    return review.newest().version;
  };
  const send = async (version: number) => {
    if (session?.status === 'active' && session.controlHolder !== null && session.controlHolder === me) {
      setActivity('giving_back');
      await giveBackControl(session.id);
    }
    setActivity('submitting');
    review.adopt(await submitCapture(id, version, session?.status === 'active' ? session.id : null));
  };
  const readIn = async (version: number, sessionId: string | null) => {
    setActivity('reading');
    review.adopt(await recapture(id, version, sessionId));
  };

  return {
    activity,
    problem,
    approve: (thenSubmit) => void run(async () => {
      setActivity('saving');
      const seen = await review.settle();
      setActivity('approving');
      const approved = await approveCapture(id, seen.version, seen.answersSha256);
      review.adopt(approved);
      if (thenSubmit) await send(approved.version);
    }),
    confirm: (which) => void run(async () => {
      const version = await save();
      setActivity('confirming');
      review.adopt(await confirmAnswers(id, version, which));
    }),
    submit: () => void run(() => send(review.newest().version)),
    reject: (reason) => run(async () => {
      const version = await save();
      setActivity('rejecting');
      review.adopt(await rejectCapture(id, version, reason));
    }),
    resolve: (outcome, note) => void run(async () => {
      setActivity('resolving');
      review.adopt(await resolveOutcome(id, review.newest().version, outcome, note));
    }),
    readAgain: (sessionId) => void run(async () => {
      await readIn(await save(), sessionId);
    }),
    openBrowser: () => void run(async () => {
      const version = await save();
      setActivity('opening_browser');
      await readIn(version, await startSession(capture.runId));
    }),
    dismiss,
  };
}

/** After a refusal the page shows what is true now. */
async function explain(error: unknown, id: string, adopt: (view: CaptureView) => void): Promise<string> {
  await readCapture(id).then(adopt, () => undefined);
  if (!(error instanceof ApiError)) return messageOf(error);
  switch (error.code) {
    case 'version_conflict':
    case 'answers_changed':
      return 'The application changed while you were deciding. Look at it again; nothing was done.';
    case 'human_has_control':
      return 'Somebody has control of the browser. Nothing was sent; try again when control has been given back.';
    case 'session_not_active':
    case 'session_not_found':
      return 'The browser session has ended. Nothing was sent; open a new browser, check the answers and approve again.';
    case 'service_unavailable':
    case 'command_timed_out':
    case 'network':
      return 'No answer came in time. If it is still being sent, this page shows the result by itself.';
    default:
      return messageOf(error);
  }
}
