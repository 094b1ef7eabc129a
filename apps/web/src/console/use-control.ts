import type { SessionView } from '@countersign/contracts';
import { useState } from 'react';
import { giveBackControl, takeControl } from '../api/endpoints.ts';
import { messageOf } from '../api/http.ts';
import { useMe } from '../api/me.ts';

export interface Control {
  readonly mine: boolean;
  readonly busy: boolean;
  readonly problem: string | null;
  take(): Promise<void>;
  giveBack(): Promise<void>;
}

/** Who drives the browser of a session, and changing that. */
export function useControl(session: SessionView | null, refresh: () => void): Control {
  const me = useMe();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const change = async (command: (id: string) => Promise<unknown>) => {
    if (!session) return;
    setBusy(true);
    setProblem(null);
    try {
      await command(session.id);
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
      refresh();
    }
  };
  return {
    mine: session?.status === 'active' && session.controlHolder !== null && session.controlHolder === me?.actor,
    busy,
    problem,
    take: () => change(takeControl),
    giveBack: () => change(giveBackControl),
  };
}
