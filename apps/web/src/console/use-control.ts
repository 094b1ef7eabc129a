import { useState } from 'react';
import { messageOf } from '../api/http.ts';
import type { ConsoleParty, ConsoleSession } from './console-party.ts';

export interface Control {
  readonly mine: boolean;
  readonly busy: boolean;
  readonly problem: string | null;
  /** How a turn of one's own ended, when one did not end it oneself. */
  readonly lost: string | null;
  take(): Promise<void>;
  giveBack(): Promise<void>;
}

/** Who drives the browser of a session, and changing that. */
export function useControl(session: ConsoleSession | null, party: ConsoleParty | null, refresh: () => void): Control {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [turn, setTurn] = useState<{ mine: boolean; lost: boolean; givenBack: boolean }>({ mine: false, lost: false, givenBack: false });
  const mine = session !== null && party !== null && party.hasControl(session);
  if (mine !== turn.mine) setTurn({ mine, lost: !mine && !turn.givenBack && session?.status === 'active', givenBack: false });
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
    mine,
    busy,
    problem,
    lost: turn.lost ? (session?.controlHolder == null ? 'Control went back to the automation.' : 'Somebody else has taken control.') : null,
    take: () => change((id) => party?.take(id) ?? Promise.resolve()),
    giveBack: () => {
      setTurn((current) => ({ ...current, givenBack: true }));
      return change((id) => party?.giveBack(id) ?? Promise.resolve());
    },
  };
}
