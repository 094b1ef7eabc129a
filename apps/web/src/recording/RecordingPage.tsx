import type { AuditEventView, SessionView } from '@countersign/contracts';
import { Link } from 'react-router';
import { useMe } from '../api/me.ts';
import { useSession } from '../api/use-views.ts';
import { useTimeline } from '../audit/use-timeline.ts';
import { Badge } from '../ui/Badge.tsx';
import { Empty, Failure, Loading } from '../ui/States.tsx';
import { TimeAgo } from '../ui/TimeAgo.tsx';
import { mayWatch } from './may-watch.ts';
import { RecordedTimeline } from './RecordedTimeline.tsx';

/** Says nothing that the player does not show. */
const SAVED = 'countersign.session.recording_saved.v1';

/** The recording of one session beside what happened in its run. */
export function RecordingPage({ sessionId }: { sessionId: string }) {
  const session = useSession(sessionId);
  return (
    <div className="page wide">
      <title>Recording · Countersign</title>
      {session.error !== null && <Failure what="session" error={session.error} retry={session.refresh} />}
      {session.loading && <Loading>Loading the session…</Loading>}
      {session.data && <RecordedSession session={session.data} />}
    </div>
  );
}

function RecordedSession({ session }: { session: SessionView }) {
  const me = useMe();
  const timeline = useTimeline(session.runId);
  const active = session.status === 'active';
  return (
    <>
      <header className="page-heading">
        <nav aria-label="Where you are"><ol className="breadcrumb"><li><Link to="/runs">Runs</Link></li><li><Link to={`/runs/${session.runId}`}>Run</Link></li></ol></nav>
        <h1>Recording of a browser</h1>
        <p>
          <Badge tone={active ? 'good' : 'neutral'} dot>{active ? 'Active' : 'Ended'}</Badge> started <TimeAgo instant={session.startedAt} />
          {session.endedAt !== null && <>, ended <TimeAgo instant={session.endedAt} /></>}
          {active && <> · <Link to={`/console/${session.id}`}>Open the live browser</Link></>}
        </p>
      </header>
      {!session.recorded && <Empty title="This session was not recorded">A session is recorded when it is started with <code>record</code>.</Empty>}
      {session.recorded && !mayWatch(me) && <Empty title="You may not watch recordings">A reviewer, an auditor or an operator may.</Empty>}
      {timeline.error !== null && <Failure what="history" error={timeline.error} retry={timeline.refresh} />}
      {session.recorded && mayWatch(me) && (
        <>
          <h2 className="visually-hidden">What was to be seen, and what happened</h2>
          <RecordedTimeline
            events={(timeline.data ?? []).filter((event) => event.type !== SAVED && belongsTo(session, event))}
            about={() => null}
            sessions={[session]}
            openId={session.id}
          />
        </>
      )}
    </>
  );
}

/** What happened to it, and what happened in its run while it ran, other sessions aside. */
function belongsTo({ id, startedAt, endedAt }: SessionView, { aggregate, aggregateId, time }: AuditEventView): boolean {
  return aggregateId === id || (aggregate !== 'session' && time >= startedAt && (endedAt === null || time <= endedAt));
}
