import type { AuditEventView, CaptureSummaryView, RunWithTasksView, SessionView, TaskView } from '@countersign/contracts';
import { Link } from 'react-router';
import { readCaptures, readRun, readSessions } from '../api/endpoints.ts';
import { useRefreshOn, useResource } from '../api/use-resource.ts';
import { useMe } from '../api/me.ts';
import { useTimeline } from '../audit/use-timeline.ts';
import { CaptureItem } from '../inbox/CaptureItem.tsx';
import { RecordedTimeline } from '../recording/RecordedTimeline.tsx';
import { mayWatch } from '../recording/may-watch.ts';
import { Badge } from '../ui/Badge.tsx';
import { Empty, Failure, Loading } from '../ui/States.tsx';
import { TimeAgo } from '../ui/TimeAgo.tsx';
import { count, describeActor, describeEnd } from '../ui/words.ts';

interface RunDetails {
  run: RunWithTasksView;
  captures: CaptureSummaryView[];
  sessions: SessionView[];
}

export function RunPage({ id }: { id: string }) {
  const details = useResource<RunDetails>(`run/${id}`, async (signal) => {
    const [run, captures, sessions] = await Promise.all([readRun(id, signal), readCaptures({ runId: id }, signal), readSessions({ runId: id }, signal)]);
    return { run, captures, sessions: sessions.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1)) };
  });
  useRefreshOn((event) => event.runId === id || event.aggregateId === id, details.refresh);
  const run = details.data?.run;
  const name = run ? (run.title ?? `Applications of ${run.candidateName ?? 'a candidate'}`) : 'Run';
  return (
    <div className="page">
      <title>{`${name} · Countersign`}</title>
      {details.error !== null && <Failure what="run" error={details.error} retry={details.refresh} />}
      {details.loading && <Loading>Loading the run…</Loading>}
      {run && details.data && (
        <>
          <header className="page-heading">
            <nav aria-label="Where you are"><ol className="breadcrumb"><li><Link to="/runs">Runs</Link></li></ol></nav>
            <h1>{name}</h1>
            <p>{run.candidateName !== null && `${run.candidateName} · `}{count(run.tasks.length, 'task')} · registered <TimeAgo instant={run.registeredAt} /></p>
          </header>
          <Tasks {...details.data} />
          <Sessions sessions={details.data.sessions} />
          <History details={details.data} />
        </>
      )}
    </div>
  );
}

function Tasks({ run, captures }: RunDetails) {
  return (
    <section className="inbox-group" aria-labelledby="tasks">
      <header><h2 id="tasks">Tasks</h2></header>
      {run.tasks.length === 0 ? <Empty title="No tasks yet" /> : (
        <ul className="card item-list">
          {run.tasks.map((task) => {
            const capture = captures.find(({ taskId }) => taskId === task.id);
            return capture ? <CaptureItem key={task.id} capture={capture} testId="task-item" inRun /> : <OpenTask key={task.id} task={task} />;
          })}
        </ul>
      )}
    </section>
  );
}

function OpenTask({ task }: { task: TaskView }) {
  return (
    <li className="item" data-testid="task-item" data-status="not_captured">
      <div className="item-main">
        <span className="item-title">{task.company} · {task.title}</span>
        <p className="item-facts"><span>{task.url}</span></p>
      </div>
      <div className="item-side"><Badge dot>Form not read yet</Badge></div>
    </li>
  );
}

function Sessions({ sessions }: { sessions: readonly SessionView[] }) {
  if (sessions.length === 0) return null;
  return (
    <section className="inbox-group" aria-labelledby="sessions">
      <header><h2 id="sessions">Browser sessions</h2></header>
      <ul className="card item-list">
        {sessions.map((session) => {
          const active = session.status === 'active';
          const asks = active && session.handoffs.some(({ outcome }) => outcome === null);
          return (
            <li key={session.id} className="item" data-testid="session-item" data-status={session.status}>
              <div className="item-main">
                {active ? <Link className="item-title" to={`/console/${session.id}`}>Open the live browser</Link> : <span className="item-title">Ended: {describeEnd(session.endedReason)}</span>}
                <p className="item-facts">
                  <span>started <TimeAgo instant={session.startedAt} /></span>
                  {session.endedAt !== null && <span>ended <TimeAgo instant={session.endedAt} /></span>}
                  {active && <span>control: {session.controlHolder === null ? 'the automation' : describeActor(session.controlHolder)}</span>}
                  <span>on {session.node}</span>
                  {session.profile && <span>profile: {session.profile.name}{session.profile.save ? ', saved at the end' : ''}</span>}
                </p>
              </div>
              <div className="item-side">
                {session.recorded && <Link className="badge bad dot item-link" data-testid="session-recorded" to={`/sessions/${session.id}/recording`}>Recorded</Link>}
                {asks && <Badge tone="warn" dot>Hand-off</Badge>}
                <Badge tone={active ? 'good' : 'neutral'} dot>{active ? 'Active' : 'Ended'}</Badge>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function History({ details }: { details: RunDetails }) {
  const { run, captures } = details;
  const timeline = useTimeline(run.id);
  const me = useMe();
  const about = ({ aggregate, aggregateId }: AuditEventView) => {
    if (aggregate === 'session') return `browser ${aggregateId.slice(0, 8)}`;
    if (aggregate !== 'capture' && aggregate !== 'task') return null;
    const taskId = aggregate === 'task' ? aggregateId : captures.find(({ id }) => id === aggregateId)?.taskId;
    return run.tasks.find(({ id }) => id === taskId)?.company ?? null;
  };
  return (
    <section className="inbox-group" aria-labelledby="history">
      <header><h2 id="history">What happened</h2>{timeline.data && <span>{count(timeline.data.length, 'event')}, newest first</span>}</header>
      {timeline.error !== null && <Failure what="history" error={timeline.error} retry={timeline.refresh} />}
      {timeline.loading && <Loading>Loading the history…</Loading>}
      {timeline.data && <RecordedTimeline events={timeline.data} about={about} sessions={mayWatch(me) ? details.sessions.filter(({ recorded }) => recorded) : []} />}
    </section>
  );
}
