import type { AuditEventView } from '@countersign/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isAbort } from './http.ts';
import { useLiveEvents } from './use-live.ts';

export interface Resource<Data> {
  readonly data: Data | null;
  readonly error: unknown;
  readonly loading: boolean;
  refresh(): void;
  /** Puts in what a command answered. */
  set(data: Data): void;
}

interface Loaded<Data> {
  readonly key: string | null;
  readonly data: Data | null;
  readonly error: unknown;
}

const always = () => true;

/**
 * Reads something and keeps the last good answer while it is read again. `accepts` refuses an answer that is older than
 * what is there already. With key null nothing is read.
 */
export function useResource<Data>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<Data>,
  accepts: (next: Data, current: Data) => boolean = always,
): Resource<Data> {
  const [loaded, setLoaded] = useState<Loaded<Data>>({ key, data: null, error: null });
  const [turn, setTurn] = useState(0);
  const latest = useRef({ load, accepts });
  useEffect(() => {
    latest.current = { load, accepts };
  });
  const put = useCallback(
    (data: Data) =>
      setLoaded((current) => {
        const known = current.key === key ? current.data : null;
        return known !== null && !latest.current.accepts(data, known) ? { ...current, error: null } : { key, data, error: null };
      }),
    [key],
  );
  useEffect(() => {
    if (key === null) return undefined;
    const abort = new AbortController();
    latest.current.load(abort.signal).then(put, (error: unknown) => {
      if (isAbort(error)) return;
      setLoaded((current) => ({ key, data: current.key === key ? current.data : null, error }));
    });
    return () => abort.abort();
  }, [key, turn, put]);
  const refresh = useCallback(() => setTurn((value) => value + 1), []);
  const current = loaded.key === key ? loaded : { key, data: null, error: null };
  return { data: current.data, error: current.error, loading: key !== null && current.data === null && current.error === null, refresh, set: put };
}

const REFRESH_DELAY_MS = 150;
/** The read model may be a moment behind the event: look again once. */
const SECOND_LOOK_MS = 1_200;

/** Refreshes a moment after each event that matters, many events together only once. */
export function useRefreshOn(matters: (event: AuditEventView) => boolean, refresh: () => void, enabled = true): void {
  const timers = useRef<{ first: ReturnType<typeof setTimeout> | undefined; second: ReturnType<typeof setTimeout> | undefined }>({ first: undefined, second: undefined });
  useEffect(() => {
    const running = timers.current;
    return () => {
      clearTimeout(running.first);
      clearTimeout(running.second);
    };
  }, []);
  useLiveEvents((event) => {
    if (event !== null && !matters(event)) return;
    clearTimeout(timers.current.first);
    clearTimeout(timers.current.second);
    timers.current.first = setTimeout(refresh, REFRESH_DELAY_MS);
    timers.current.second = setTimeout(refresh, SECOND_LOOK_MS);
  }, enabled);
}
