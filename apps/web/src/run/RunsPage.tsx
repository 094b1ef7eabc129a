import { Link } from 'react-router';
import { readRuns } from '../api/endpoints.ts';
import { useRefreshOn, useResource } from '../api/use-resource.ts';
import { Empty, Failure, Loading } from '../ui/States.tsx';
import { TimeAgo } from '../ui/TimeAgo.tsx';

export function RunsPage() {
  const runs = useResource('runs', async (signal) => (await readRuns(signal)).sort((a, b) => (a.registeredAt < b.registeredAt ? 1 : -1)));
  useRefreshOn(({ aggregate }) => aggregate === 'run' || aggregate === 'candidate', runs.refresh);
  return (
    <div className="page">
      <title>Runs · Countersign</title>
      <div className="page-heading">
        <h1>Runs</h1>
        <p>One candidate, and the jobs to apply to.</p>
      </div>
      {runs.error !== null && <Failure what="list of runs" error={runs.error} retry={runs.refresh} />}
      {runs.loading && <Loading>Loading the runs…</Loading>}
      {runs.data?.length === 0 && <Empty title="No runs yet">An automation registers a run with its tasks over the HTTP API.</Empty>}
      {runs.data && runs.data.length > 0 && (
        <ul className="card item-list">
          {runs.data.map((run) => (
            <li key={run.id} className="item" data-testid="run-item">
              <div className="item-main">
                <Link className="item-title" to={`/runs/${run.id}`}>{run.title ?? `Applications of ${run.candidateName ?? 'a candidate'}`}</Link>
                <p className="item-facts">
                  {run.candidateName !== null && <span>{run.candidateName}</span>}
                  <span>registered <TimeAgo instant={run.registeredAt} /></span>
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
