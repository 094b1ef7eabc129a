import type { CaptureView, SessionView } from '@countersign/contracts';
import { readCapture, readSession } from './endpoints.ts';
import { useRefreshOn, useResource, type Resource } from './use-resource.ts';

const notOlder = (next: { version: number }, current: { version: number }) => next.version >= current.version;

/** A capture, live. */
export function useCapture(id: string): Resource<CaptureView> {
  const capture = useResource(`capture/${id}`, (signal) => readCapture(id, signal), notOlder);
  useRefreshOn((event) => event.aggregate === 'capture' && event.aggregateId === id, capture.refresh);
  return capture;
}

/** A session, live; null as id reads nothing. */
export function useSession(id: string | null): Resource<SessionView> {
  const session = useResource(id === null ? null : `session/${id}`, (signal) => readSession(id ?? '', signal), notOlder);
  useRefreshOn((event) => event.aggregate === 'session' && event.aggregateId === id, session.refresh, id !== null);
  return session;
}
