import { hasCode, randomUuid } from '@countersign/client';
import type { Answer, CaptureStatus, CaptureView, ConsoleMode, MeView, SessionStatus } from '@countersign/contracts';
import { withBasePath } from './base-path.ts';
import { api } from './http.ts';

type Signal = AbortSignal | undefined;

/** A list stops growing after this many pages. */
const PAGES_LIMIT = 10;
async function all<Item>(pages: AsyncIterable<{ items: Item[] }>): Promise<Item[]> {
  const items: Item[] = [];
  let count = 0;
  for await (const page of pages) {
    items.push(...page.items);
    if (++count === PAGES_LIMIT) break;
  }
  return items;
}

export const readMe = (signal?: Signal): Promise<MeView> => api().get('/v1/me', { signal });
export const signIn = (token: string): Promise<MeView> => api().post('/v1/sign-in', { body: { token } });
export const readSignInOptions = (signal?: Signal) => api().get('/v1/sign-in', { signal });
export const signOut = () => api().post('/v1/sign-out');

export const readRuns = (signal?: Signal) => all(api().pages('/v1/runs', { query: { limit: 200 }, signal }));
export const readRun = (id: string, signal?: Signal) => api().get('/v1/runs/{id}', { path: { id }, signal });
export const readCandidate = (id: string, signal?: Signal) => api().get('/v1/candidates/{id}', { path: { id }, signal });
export const readRunEvents = (runId: string, signal?: Signal) => all(api().pages('/v1/audit/events', { query: { runId, limit: 1000 }, signal }));

export const uploadDocument = (file: File) => api().post('/v1/documents', { query: { name: file.name }, file });
export const documentUrl = (sha256: string) => withBasePath(`/v1/documents/${sha256}`);

export const readCaptures = (filter: { runId?: string; statuses?: readonly CaptureStatus[] }, signal?: Signal) =>
  all(api().pages('/v1/captures', { query: { ...(filter.runId ? { runId: filter.runId } : {}), ...(filter.statuses ? { status: filter.statuses.join(',') } : {}), limit: 200 }, signal }));
export const readCapture = (id: string, signal?: Signal): Promise<CaptureView> => api().get('/v1/captures/{id}', { path: { id }, signal });
export const editAnswer = (id: string, version: number, fieldId: string, answer: Answer): Promise<CaptureView> =>
  api().patch('/v1/captures/{id}/answers', { path: { id }, body: { answers: [{ fieldId, answer }] }, ifMatch: version });
export const approveCapture = (id: string, version: number, answersSha256: string): Promise<CaptureView> =>
  api().post('/v1/captures/{id}/approve', { path: { id }, body: { answersSha256 }, ifMatch: version });
export const confirmAnswers = (id: string, version: number, which: { fieldIds: readonly string[] } | { confidence: 'high' }): Promise<CaptureView> =>
  api().post('/v1/captures/{id}/confirm', { path: { id }, body: 'fieldIds' in which ? { fieldIds: [...which.fieldIds] } : which, ifMatch: version });
export const rejectCapture = (id: string, version: number, reason: string): Promise<CaptureView> => api().post('/v1/captures/{id}/reject', { path: { id }, body: { reason }, ifMatch: version });
const inSession = (sessionId: string | null) => (sessionId === null ? {} : { sessionId });
export const submitCapture = (id: string, version: number, sessionId: string | null): Promise<CaptureView> =>
  api().post('/v1/captures/{id}/submit', { path: { id }, body: inSession(sessionId), ifMatch: version });
export const recapture = (id: string, version: number, sessionId: string | null): Promise<CaptureView> =>
  api().post('/v1/captures/{id}/recapture', { path: { id }, body: inSession(sessionId), ifMatch: version });
export const showCapture = (id: string, sessionId: string | null) => api().post('/v1/captures/{id}/show', { path: { id }, body: inSession(sessionId) });
const noted = <Outcome extends string>(outcome: Outcome, note: string) => ({ outcome, ...(note === '' ? {} : { note }) });
export const resolveOutcome = (id: string, version: number, outcome: 'submitted' | 'not_submitted', note: string): Promise<CaptureView> =>
  api().post('/v1/captures/{id}/outcome', { path: { id }, body: noted(outcome, note), ifMatch: version });
export const readComparison = (id: string, signal?: Signal) => api().get('/v1/captures/{id}/comparison', { path: { id }, signal });

export const readSessions = (filter: { runId?: string; status?: SessionStatus }, signal?: Signal) => all(api().pages('/v1/sessions', { query: { ...filter, limit: 200 }, signal }));
export const readSession = (id: string, signal?: Signal) => api().get('/v1/sessions/{id}', { path: { id }, signal });
export const readRecording = (sessionId: string, signal?: Signal) => api().get('/v1/sessions/{id}/recordings', { path: { id: sessionId }, signal });
/** Never changes, so the browser keeps it. */
export const readRecordingSegment = async (sessionId: string, index: number, signal?: Signal) =>
  (await api().download('/v1/sessions/{id}/recordings/{index}', { path: { id: sessionId, index }, signal })).arrayBuffer();
/** The id is chosen here, so that it is known even when the answer does not show the session yet. */
export async function startSession(runId: string): Promise<string> {
  const id = randomUuid();
  await api().post('/v1/sessions', { body: { id, runId } }).catch((error: unknown) => {
    if (!hasCode(error, 'pending')) throw error;
  });
  return id;
}
export const takeControl = (id: string) => api().post('/v1/sessions/{id}/control', { path: { id } });
export const giveBackControl = (id: string) => api().delete('/v1/sessions/{id}/control', { path: { id } });
export const completeHandoff = (id: string, handoffId: string, outcome: 'done' | 'failed', note: string) =>
  api().post('/v1/sessions/{id}/handoffs/{handoffId}/complete', { path: { id, handoffId }, body: noted(outcome, note) });

export const readSessionFiles = (id: string, signal?: Signal) => api().get('/v1/sessions/{id}/files', { path: { id }, signal });
export const uploadSessionFile = (id: string, file: File) => api().post('/v1/sessions/{id}/files', { path: { id }, query: { name: file.name }, file });
export const chooseSessionFiles = (id: string, fileIds: readonly string[]) => api().post('/v1/sessions/{id}/files/choose', { path: { id }, body: { fileIds: [...fileIds] } });

export interface OpenedConsole {
  consoleId: string;
  mode: ConsoleMode;
  user: string;
}
export const grantConsole = (id: string, mode: ConsoleMode) => api().post('/v1/sessions/{id}/console-grants', { path: { id }, body: { mode } });
/** Exchanges the secret, once, for a cookie that the WebSocket carries. */
export const openConsole = (id: string, secret: string): Promise<OpenedConsole> => api().post('/v1/sessions/{id}/console', { path: { id }, body: { secret } });
/** What the console's cookie is good for now, or why for nothing. */
export const readConsole = (id: string, signal?: Signal) => api().get('/v1/sessions/{id}/console/state', { path: { id }, signal });
/** These act as the person of the console, by its cookie. */
export const takeControlByConsole = (id: string) => api().post('/v1/sessions/{id}/console/control', { path: { id } });
export const giveBackControlByConsole = (id: string) => api().delete('/v1/sessions/{id}/console/control', { path: { id } });
export const completeHandoffByConsole = (id: string, handoffId: string, outcome: 'done' | 'failed', note: string) =>
  api().post('/v1/sessions/{id}/console/handoffs/{handoffId}/complete', { path: { id, handoffId }, body: noted(outcome, note) });
export function consoleSocketUrl(id: string): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}${withBasePath(`/v1/sessions/${id}/console`)}`;
}
