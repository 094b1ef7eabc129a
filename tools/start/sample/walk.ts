import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CandidateView, CaptureView, FileAnswer, SessionView } from '@countersign/contracts';
import { ROOT } from '../configuration.ts';
import { ApiError, type Call } from './api.ts';

/** A sample session lives this long; nobody sends heartbeats for it. */
const SESSION_TTL_SECONDS = 8 * 3600;
const FOLDER = join(ROOT, 'tools/start/sample');

/** Ids are chosen and kept before anything is sent, so that a walk that was cut off goes on instead of starting twice. */
interface Plan {
  readonly candidateId: string;
  readonly runId: string;
  readonly jobBoardPort: number;
  readonly tasks: readonly { readonly id: string; readonly company: string; readonly title: string; readonly path: string }[];
}
export interface Sample {
  readonly runId: string;
  readonly taskIds: readonly string[];
  readonly captureIds: readonly string[];
}

const JOBS = [
  { company: 'Lumen Labs', title: 'Frontend Engineer', path: '/jobs/lumen-labs/frontend-engineer' },
  { company: 'Northwind', title: 'Data Analyst', path: '/jobs/northwind/data-analyst' },
  { company: 'Harbor Clinic', title: 'Receptionist', path: '/jobs/harbor-clinic/receptionist' },
] as const;

/** The port of the job board that the tasks of an earlier walk point to. */
export function plannedJobBoardPort(data: string): number | undefined {
  return readPlan(data)?.jobBoardPort;
}

/** Takes a sample candidate to the point where a person must decide: three forms captured and answered. */
export async function walkSample(options: { data: string; jobBoardUrl: string; call: Call; say: (line: string) => void }): Promise<Sample> {
  const { data, jobBoardUrl, call, say } = options;
  const port = Number(new URL(jobBoardUrl).port);
  const known = readPlan(data);
  let plan = known?.jobBoardPort === port ? known : newPlan(data, port);
  let open = await openTasks(call, plan);
  if (open.length === 0) open = await openTasks(call, (plan = newPlan(data, port)));
  await register(call, plan, jobBoardUrl);
  let sessionId = await startSession(call, plan.runId);
  for (const task of open) {
    for (let attempt = 1; ; attempt++) {
      try {
        const capture = await readForm(call, plan.runId, task, sessionId);
        say(`${task.company}: ${capture.questions} questions, ${capture.answered} answered${capture.missing > 0 ? `, ${capture.missing} required for you` : ''}`);
        break;
      } catch (error) {
        const lost = error instanceof ApiError && ['session_not_active', 'session_not_found', 'page_not_reached'].includes(error.code);
        if (!lost || attempt === 5) throw error;
        sessionId = await startSession(call, plan.runId);
      }
    }
  }
  const captures = await call<{ items: CaptureView[] }>('GET', `/v1/captures?runId=${plan.runId}`);
  const captureIds = plan.tasks.map((task) => captures.items.find((capture) => capture.taskId === task.id)!.id);
  return { runId: plan.runId, taskIds: plan.tasks.map(({ id }) => id), captureIds };
}

type Task = Plan['tasks'][number] & { readonly capture: CaptureView | undefined };

/** The tasks of a plan that wait for their form to be read, or for a person. */
async function openTasks(call: Call, plan: Plan): Promise<Task[]> {
  const captures = await call<{ items: CaptureView[] }>('GET', `/v1/captures?runId=${plan.runId}`);
  return plan.tasks
    .map((task) => ({ ...task, capture: captures.items.find((capture) => capture.taskId === task.id) }))
    .filter(({ capture }) => !capture || capture.status === 'in_review');
}

async function register(call: Call, plan: Plan, jobBoardUrl: string): Promise<void> {
  const resume = JSON.parse(readFileSync(join(FOLDER, 'resume.json'), 'utf8')) as unknown;
  const preferences = JSON.parse(readFileSync(join(FOLDER, 'preferences.json'), 'utf8')) as unknown;
  const file = await call<FileAnswer>('POST', '/v1/documents?name=mira-okafor.pdf', readFileSync(join(FOLDER, 'resume.pdf')), 'application/pdf');
  const { name, mediaType, sha256, sizeBytes } = file;
  const candidate = { id: plan.candidateId, resume, preferences, documents: [{ kind: 'resume', name, mediaType, sha256, sizeBytes }] };
  await once(call<CandidateView>('POST', '/v1/candidates', candidate), 'candidate_exists');
  await once(call('POST', '/v1/runs', { id: plan.runId, candidateId: plan.candidateId, title: 'Sample applications' }), 'run_exists');
  for (const { id, company, title, path } of plan.tasks) {
    await once(call('POST', '/v1/tasks', { id, runId: plan.runId, company, title, url: `${jobBoardUrl}${path}` }), 'task_exists');
  }
}

/** A call that may have been made before: its `code` of refusal then means that all is well. */
async function once(made: Promise<unknown>, code: string): Promise<void> {
  await made.catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== code) throw error;
  });
}

async function startSession(call: Call, runId: string): Promise<string> {
  const session = await call<SessionView>('POST', '/v1/sessions', { id: randomUUID(), runId, ttlSeconds: SESSION_TTL_SECONDS, heartbeatTimeoutSeconds: null });
  return session.id;
}

async function readForm(call: Call, runId: string, task: Task, sessionId: string): Promise<CaptureView> {
  if (task.capture) return call<CaptureView>('POST', `/v1/captures/${task.capture.id}/recapture`, { sessionId });
  try {
    return await call<CaptureView>('POST', '/v1/captures', { taskId: task.id, sessionId });
  } catch (error) {
    // The answer to an earlier try was lost: the capture is there.
    if (!(error instanceof ApiError) || error.code !== 'capture_exists') throw error;
    const all = await call<{ items: CaptureView[] }>('GET', `/v1/captures?runId=${runId}`);
    return all.items.find((capture) => capture.taskId === task.id)!;
  }
}

function readPlan(data: string): Plan | undefined {
  const path = join(data, 'sample.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Plan) : undefined;
}

function newPlan(data: string, jobBoardPort: number): Plan {
  const plan: Plan = { candidateId: randomUUID(), runId: randomUUID(), jobBoardPort, tasks: JOBS.map((job) => ({ id: randomUUID(), ...job })) };
  const path = join(data, 'sample.json');
  writeFileSync(`${path}.new`, JSON.stringify(plan, null, 2), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return plan;
}
