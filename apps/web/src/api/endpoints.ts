import type {
  Answer, AuditEventView, CandidateView, CaptureStatus, CaptureSummaryView, CaptureView, ComparisonView, ConsoleMode, ConsoleView, FileAnswer, MeView, Page, RecordingView, RunView,
  RunWithTasksView, SessionFilesView, SessionFileView, SessionView, SignedOutView, SignInOptionsView,
} from '@countersign/contracts';
import { withBasePath } from './base-path.ts';
import { hasCode, request, requestBytes } from './http.ts';

type Signal = AbortSignal | undefined;
const read = <Body>(path: string, signal?: Signal) => request<Body>('GET', path, signal ? { signal } : {});
const post = <Body>(path: string, body: unknown = {}) => request<Body>('POST', path, { body });
const query = (parameters: Record<string, string | undefined>) =>
  new URLSearchParams(Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString();

/** A list stops growing after this many pages. */
const PAGES_LIMIT = 10;
async function readAll<Item>(path: string, cursorName: 'cursor' | 'after', signal?: Signal): Promise<Item[]> {
  const items: Item[] = [];
  let next: string | null = null;
  for (let page = 0; page < PAGES_LIMIT; page++) {
    const separator = path.includes('?') ? '&' : '?';
    const answer: Page<Item> = await read(next === null ? path : `${path}${separator}${query({ [cursorName]: next })}`, signal);
    items.push(...answer.items);
    next = answer.next;
    if (next === null) break;
  }
  return items;
}

export const readMe = (signal?: Signal) => read<MeView>('/v1/me', signal);
export const signIn = (token: string) => post<MeView>('/v1/sign-in', { token });
export const readSignInOptions = (signal?: Signal) => read<SignInOptionsView>('/v1/sign-in', signal);
export const signOut = () => post<SignedOutView>('/v1/sign-out');

export const readRuns = (signal?: Signal) => readAll<RunView>('/v1/runs?limit=200', 'cursor', signal);
export const readRun = (id: string, signal?: Signal) => read<RunWithTasksView>(`/v1/runs/${id}`, signal);
export const readCandidate = (id: string, signal?: Signal) => read<CandidateView>(`/v1/candidates/${id}`, signal);
export const readRunEvents = (runId: string, signal?: Signal) =>
  readAll<AuditEventView>(`/v1/audit/events?${query({ runId, limit: '1000' })}`, 'after', signal);

export const uploadDocument = (file: File) => request<FileAnswer>('POST', `/v1/documents?${query({ name: file.name })}`, { file });
export const documentUrl = (sha256: string) => withBasePath(`/v1/documents/${sha256}`);

export const readCaptures = (filter: { runId?: string; statuses?: readonly CaptureStatus[] }, signal?: Signal) =>
  readAll<CaptureSummaryView>(`/v1/captures?${query({ runId: filter.runId, status: filter.statuses?.join(','), limit: '200' })}`, 'cursor', signal);
export const readCapture = (id: string, signal?: Signal) => read<CaptureView>(`/v1/captures/${id}`, signal);
export const editAnswer = (id: string, version: number, fieldId: string, answer: Answer) =>
  request<CaptureView>('PATCH', `/v1/captures/${id}/answers`, { body: { answers: [{ fieldId, answer }] }, ifMatch: version });
export const approveCapture = (id: string, version: number, answersSha256: string) =>
  request<CaptureView>('POST', `/v1/captures/${id}/approve`, { body: { answersSha256 }, ifMatch: version });
export const confirmAnswers = (id: string, version: number, which: { fieldIds: readonly string[] } | { confidence: 'high' }) =>
  request<CaptureView>('POST', `/v1/captures/${id}/confirm`, { body: which, ifMatch: version });
export const rejectCapture = (id: string, version: number, reason: string) => request<CaptureView>('POST', `/v1/captures/${id}/reject`, { body: { reason }, ifMatch: version });
const inSession = (sessionId: string | null) => (sessionId === null ? {} : { sessionId });
export const submitCapture = (id: string, version: number, sessionId: string | null) =>
  request<CaptureView>('POST', `/v1/captures/${id}/submit`, { body: inSession(sessionId), ifMatch: version });
export const recapture = (id: string, version: number, sessionId: string | null) =>
  request<CaptureView>('POST', `/v1/captures/${id}/recapture`, { body: inSession(sessionId), ifMatch: version });
export const showCapture = (id: string, sessionId: string | null) => post<CaptureView>(`/v1/captures/${id}/show`, inSession(sessionId));
export const resolveOutcome = (id: string, version: number, outcome: 'submitted' | 'not_submitted', note: string) =>
  request<CaptureView>('POST', `/v1/captures/${id}/outcome`, { body: { outcome, ...(note === '' ? {} : { note }) }, ifMatch: version });
export const readComparison = (id: string, signal?: Signal) => read<ComparisonView>(`/v1/captures/${id}/comparison`, signal);

export const readSessions = (filter: { runId?: string; status?: string }, signal?: Signal) =>
  readAll<SessionView>(`/v1/sessions?${query({ ...filter, limit: '200' })}`, 'cursor', signal);
export const readSession = (id: string, signal?: Signal) => read<SessionView>(`/v1/sessions/${id}`, signal);
export const readRecording = (sessionId: string, signal?: Signal) => read<RecordingView>(`/v1/sessions/${sessionId}/recordings`, signal);
/** Never changes, so the browser keeps it. */
export const readRecordingSegment = (sessionId: string, index: number, signal?: Signal) => requestBytes(`/v1/sessions/${sessionId}/recordings/${index}`, signal);
/** The id is chosen here, so that it is known even when the answer does not show the session yet. */
export async function startSession(runId: string): Promise<string> {
  const id = crypto.randomUUID();
  await post<SessionView>('/v1/sessions', { id, runId }).catch((error: unknown) => {
    if (!hasCode(error, 'pending')) throw error;
  });
  return id;
}
export const takeControl = (id: string) => post<{ token: number }>(`/v1/sessions/${id}/control`);
export const giveBackControl = (id: string) => request<undefined>('DELETE', `/v1/sessions/${id}/control`);
export const completeHandoff = (id: string, handoffId: string, outcome: 'done' | 'failed', note: string) =>
  post<unknown>(`/v1/sessions/${id}/handoffs/${handoffId}/complete`, { outcome, ...(note === '' ? {} : { note }) });

export const readSessionFiles = (id: string, signal?: Signal) => read<SessionFilesView>(`/v1/sessions/${id}/files`, signal);
export const uploadSessionFile = (id: string, file: File) => request<SessionFileView>('POST', `/v1/sessions/${id}/files?${query({ name: file.name })}`, { file });
export const chooseSessionFiles = (id: string, fileIds: readonly string[]) => post<undefined>(`/v1/sessions/${id}/files/choose`, { fileIds });

export interface OpenedConsole {
  consoleId: string;
  mode: ConsoleMode;
  user: string;
}
export const grantConsole = (id: string, mode: ConsoleMode) =>
  post<{ grantId: string; url: string; mode: ConsoleMode; expiresAt: string }>(`/v1/sessions/${id}/console-grants`, { mode });
/** Exchanges the secret, once, for a cookie that the WebSocket carries. */
export const openConsole = (id: string, secret: string) => post<OpenedConsole>(`/v1/sessions/${id}/console`, { secret });
/** What the console's cookie is good for now, or why for nothing. */
export const readConsole = (id: string, signal?: Signal) => read<ConsoleView>(`/v1/sessions/${id}/console/state`, signal);
/** These act as the person of the console, by its cookie. */
export const takeControlByConsole = (id: string) => post<{ token: number }>(`/v1/sessions/${id}/console/control`);
export const giveBackControlByConsole = (id: string) => request<undefined>('DELETE', `/v1/sessions/${id}/console/control`);
export const completeHandoffByConsole = (id: string, handoffId: string, outcome: 'done' | 'failed', note: string) =>
  post<undefined>(`/v1/sessions/${id}/console/handoffs/${handoffId}/complete`, { outcome, ...(note === '' ? {} : { note }) });
export function consoleSocketUrl(id: string): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}${withBasePath(`/v1/sessions/${id}/console`)}`;
}
