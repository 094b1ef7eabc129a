import { hasCode } from '@countersign/client';
import type { ConsoleView, MeView } from '@countersign/contracts';
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { consoleSocketUrl, grantConsole, openConsole, readConsole } from '../api/endpoints.ts';
import { hasRole } from '../api/me.ts';
import { ConsoleConnection, type Access, type ConsoleState } from './console-connection.ts';

export interface Console {
  readonly connection: ConsoleConnection;
  readonly state: ConsoleState;
  /** The element that the remote screen is drawn into. */
  readonly screen: RefObject<HTMLDivElement | null>;
}

/** Connects to the screen of a session for as long as it is shown. */
export function useConsole(sessionId: string, access: () => Promise<Access>, enabled = true): Console {
  const screen = useRef<HTMLDivElement>(null);
  const latest = useRef(access);
  useEffect(() => {
    latest.current = access;
  });
  const [connection] = useState(() => new ConsoleConnection({
    access: () => latest.current(),
    connect: async (handlers) => {
      const { openVncScreen } = await import('./vnc-screen.ts');
      if (!screen.current) throw new Error('The page was left.');
      return openVncScreen(screen.current, consoleSocketUrl(sessionId), handlers);
    },
  }));
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  useEffect(() => {
    if (!enabled) return undefined;
    connection.start();
    addEventListener('online', connection.hurry);
    return () => {
      removeEventListener('online', connection.hurry);
      connection.stop();
    };
  }, [connection, enabled]);
  return { connection, state, screen };
}

/** Whether the cookie that is here is of no use, while another way in may be. */
const isWithoutCookie = (error: unknown): boolean => hasCode(error, 'console_not_open', 'grant_not_yours');

/**
 * The way in for whoever has a link, or is signed in. The cookie that is here serves as long as it holds, so that a page that comes
 * back is the same console; after that the secret of the link, once; and a person who is signed in gets a grant of their own.
 */
export function consoleAccess(sessionId: string, secret: string, me: MeView | null): () => Promise<ConsoleView> {
  let isSecretUsed = secret === '';
  return async () => {
    const kept = isSecretUsed ? await readConsole(sessionId).catch((error: unknown) => withoutCookie(error, me)) : null;
    if (kept && (kept.mode === 'control' || !hasRole(me, 'reviewer', 'operator'))) return kept;
    if (isSecretUsed) await openByGrant(sessionId);
    else {
      await openConsole(sessionId, secret).catch((error: unknown) => openedBefore(sessionId, error));
      isSecretUsed = true;
    }
    return readConsole(sessionId);
  };
}

function withoutCookie(error: unknown, me: MeView | null): null {
  if (me === null || !isWithoutCookie(error)) throw error;
  return null;
}

/** A link that was used up already, perhaps by this browser, which then has its cookie. */
async function openedBefore(sessionId: string, error: unknown): Promise<void> {
  if (!hasCode(error, 'grant_used')) throw error;
  await readConsole(sessionId).catch(() => {
    throw error;
  });
}

/** One that allows control where the person may have it. */
async function openByGrant(sessionId: string): Promise<void> {
  const { url } = await grantConsole(sessionId, 'control').catch((error: unknown) => {
    if (hasCode(error, 'forbidden', 'role_missing', 'http_403')) return grantConsole(sessionId, 'view');
    throw error;
  });
  await openConsole(sessionId, new URL(url, location.href).hash.slice(1));
}
