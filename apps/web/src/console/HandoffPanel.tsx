import type { HandoffView } from '@countersign/contracts';
import { Countdown } from '../ui/Countdown.tsx';
import type { ConsoleParty, ConsoleSession } from './console-party.ts';
import { HandoffCompletion } from './HandoffCompletion.tsx';

interface HandoffPanelsProps {
  session: ConsoleSession;
  party: ConsoleParty;
  refresh: () => void;
}

/** What the automation asks a person to do in this browser, while it waits. */
export function HandoffPanels({ session, party, refresh }: HandoffPanelsProps) {
  const open = session.status === 'active' ? session.handoffs.filter(({ outcome }) => outcome === null) : [];
  return open.map((handoff) => <HandoffPanel key={handoff.id} session={session} party={party} handoff={handoff} refresh={refresh} />);
}

function HandoffPanel({ session, party, handoff, refresh }: HandoffPanelsProps & { handoff: HandoffView }) {
  const hasControl = party.hasControl(session);
  return (
    <section className="handoff" data-testid="handoff" aria-label="The automation asks for help">
      <p className="handoff-title">The automation asks for help: {handoff.reason}</p>
      <p className="handoff-instructions">{handoff.instructions}</p>
      <p className="hint">Time left: <Countdown instant={handoff.deadline} />. {hasControl ? 'Do it, then say that it is done.' : 'Take control, do it, then say that it is done.'}</p>
      {party.mayControl && <HandoffCompletion sessionId={session.id} handoff={handoff} hasControl={hasControl} complete={party.completeHandoff} refresh={refresh} />}
    </section>
  );
}
