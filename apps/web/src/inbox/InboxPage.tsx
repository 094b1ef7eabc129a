import type { CaptureSummaryView } from '@countersign/contracts';
import { Link } from 'react-router';
import { readCaptures, readRuns, readSessions } from '../api/endpoints.ts';
import { useRefreshOn, useResource } from '../api/use-resource.ts';
import { Empty, Failure, Loading } from '../ui/States.tsx';
import { count } from '../ui/words.ts';
import { CaptureItem } from './CaptureItem.tsx';
import { HandoffItem } from './HandoffItem.tsx';
import { DONE_STATUSES, groupByRun, newestFirst, openHandoffs, WAITING_STATUSES, type OpenHandoff, type RunGroup } from './inbox-groups.ts';

const RECENT_LIMIT = 10;

export function InboxPage() {
  const inbox = useInbox();
  const waiting = inbox.data;
  return (
    <div className="page">
      <title>{waiting && waiting.total > 0 ? `(${waiting.total}) Inbox · Countersign` : 'Inbox · Countersign'}</title>
      <div className="page-heading">
        <h1>Inbox</h1>
        {waiting && <p aria-live="polite">{waiting.total === 0 ? 'Nothing waits for you.' : `${count(waiting.total, 'thing')} ${waiting.total === 1 ? 'waits' : 'wait'} for you.`}</p>}
      </div>
      {inbox.error !== null && <Failure what="inbox" error={inbox.error} retry={inbox.refresh} />}
      {inbox.loading && <Loading>Loading the inbox…</Loading>}
      {waiting && <Waiting handoffs={waiting.handoffs} groups={waiting.groups} refresh={inbox.refresh} />}
      {waiting && waiting.recent.length > 0 && <Recent captures={waiting.recent} />}
    </div>
  );
}

function useInbox() {
  const inbox = useResource('inbox', async (signal) => {
    const [waiting, done, runs, sessions] = await Promise.all([
      readCaptures({ statuses: WAITING_STATUSES }, signal),
      readCaptures({ statuses: DONE_STATUSES }, signal),
      readRuns(signal),
      readSessions({ status: 'active' }, signal),
    ]);
    const handoffs = openHandoffs(sessions);
    return { total: waiting.length + handoffs.length, handoffs, groups: groupByRun(waiting, runs), recent: newestFirst(done, RECENT_LIMIT) };
  });
  useRefreshOn(({ aggregate, type }) => aggregate === 'capture' || type.includes('.handoff_') || type.includes('.control_') || type.includes('.session.expired') || type.includes('.session.terminated'), inbox.refresh);
  return inbox;
}

function Waiting({ handoffs, groups, refresh }: { handoffs: readonly OpenHandoff[]; groups: readonly RunGroup[]; refresh: () => void }) {
  if (handoffs.length === 0 && groups.length === 0) {
    return <Empty title="All done">When an application form has been read and its answers are ready to check, it shows up here by itself.</Empty>;
  }
  return (
    <>
      {handoffs.length > 0 && <Handoffs handoffs={handoffs} refresh={refresh} />}
      {groups.map((group) => (
        <section key={group.runId} className="inbox-group" aria-labelledby={`run-${group.runId}`}>
          <header>
            <h2 id={`run-${group.runId}`}>
              <Link to={`/runs/${group.runId}`}>{group.title}</Link>
            </h2>
            {group.candidateName !== null && <span>{group.candidateName}</span>}
          </header>
          <ul className="card item-list">
            {group.captures.map((capture) => (
              <CaptureItem key={capture.id} capture={capture} testId="inbox-item" inRun />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Handoffs({ handoffs, refresh }: { handoffs: readonly OpenHandoff[]; refresh: () => void }) {
  return (
    <section className="inbox-group" aria-labelledby="handoffs">
      <header>
        <h2 id="handoffs">The automation asks for help</h2>
      </header>
      <ul className="card item-list">
        {handoffs.map(({ session, handoff }) => (
          <HandoffItem key={handoff.id} session={session} handoff={handoff} refresh={refresh} />
        ))}
      </ul>
    </section>
  );
}

function Recent({ captures }: { captures: readonly CaptureSummaryView[] }) {
  return (
    <section className="inbox-group" aria-labelledby="recent">
      <header>
        <h2 id="recent">Done recently</h2>
      </header>
      <ul className="card item-list">
        {captures.map((capture) => (
          <CaptureItem key={capture.id} capture={capture} testId="recent-item" />
        ))}
      </ul>
    </section>
  );
}
