import type { MeView } from '@countersign/contracts';
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { consoleSocketUrl, grantConsole, openConsole } from '../api/endpoints.ts';
import { hasCode } from '../api/http.ts';
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
    return connection.stop;
  }, [connection, enabled]);
  return { connection, state, screen };
}

/** By a grant of one's own: one that allows control where the person may have it. */
export async function accessByGrant(sessionId: string): Promise<Access> {
  const { url } = await grantConsole(sessionId, 'control').catch((error: unknown) => {
    if (hasCode(error, 'forbidden', 'role_missing', 'http_403')) return grantConsole(sessionId, 'view');
    throw error;
  });
  return openConsole(sessionId, new URL(url, location.href).hash.slice(1));
}

/** By the secret of a link, which works once; after that the cookie is there. A person who is signed in gets a grant of their own then. */
export function accessBySecret(sessionId: string, secret: string, me: MeView | null): () => Promise<Access> {
  let opened: Access | null = null;
  return async () => {
    if (opened && me) return accessByGrant(sessionId);
    opened ??= await openConsole(sessionId, secret);
    return opened;
  };
}
