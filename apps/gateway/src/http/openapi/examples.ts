import type { CandidateView, CaptureSummaryView, CaptureView, ComparisonView, HandoffView, ListedHandoffView, MeView, RunView, RunWithTasksView, SessionView, TaskView } from '@countersign/contracts';
import type { SchemaName } from './schemas.ts';

/** One story: Ada applies to Acme, and Maria reviews. */
const CANDIDATE = '6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11';
const RUN = '2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22';
const TASK = '9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33';
const SESSION = 'd3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44';
const CAPTURE = 'e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55';
const DIGEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const run: RunView = { id: RUN, candidateId: CANDIDATE, candidateName: 'Ada Example', title: 'Autumn applications', registeredAt: '2026-11-22T09:30:00.000Z', version: 1 };
const task: TaskView = {
  id: TASK, runId: RUN, url: 'https://boards.example.org/acme/jobs/4012', company: 'Acme', title: 'Backend engineer', registeredAt: '2026-11-22T09:30:05.000Z',
  captureId: CAPTURE, captureStatus: 'in_review', version: 1,
};
const candidate: CandidateView = {
  id: CANDIDATE, name: 'Ada Example', email: 'ada@example.org',
  resume: { basics: { name: 'Ada Example', email: 'ada@example.org' }, work: [{ name: 'Acme', position: 'Engineer', startDate: '2021-04' }], skills: [{ name: 'Python' }] },
  preferences: { noticePeriod: 'three months', willingToRelocate: false },
  documents: [{ kind: 'resume', name: 'resume.pdf', mediaType: 'application/pdf', sha256: DIGEST, sizeBytes: 48_211 }],
  readFromFile: null, registeredAt: '2026-11-22T09:29:50.000Z', version: 1,
};
const handoff: HandoffView = {
  id: '1f0e9d8c-7b6a-4594-8372-615f4e3d2c66', reason: 'captcha', instructions: 'Please solve the captcha, then choose "done".', requestedAt: '2026-11-22T09:32:00.000Z', requestedBy: 'key:ab12cd34ef56',
  deadline: '2026-11-22T09:42:00.000Z', outcome: null, note: null, completedAt: null, completedBy: null,
};
const session: SessionView = {
  id: SESSION, runId: RUN, status: 'active', endedReason: null, endedAt: null, provider: 'novnc', userConsoleUrl: `https://countersign.example.org/console/${SESSION}`, viewport: { width: 1280, height: 800 },
  startedAt: '2026-11-22T09:31:00.000Z', lastHeartbeatAt: '2026-11-22T09:31:30.000Z', expiresAt: '2026-11-22T10:31:00.000Z', node: 'node-1', controlHolder: null, controlToken: null, controlSince: null,
  consoles: [], profile: null, handoffs: [handoff], egressAllow: null, recorded: false, version: 2,
};
const summary: CaptureSummaryView = {
  id: CAPTURE, taskId: TASK, runId: RUN, candidateId: CANDIDATE, candidateName: 'Ada Example', company: 'Acme', title: 'Backend engineer', status: 'in_review', step: 1, steps: 1, adapter: 'greenhouse',
  sessionId: SESSION, capturedAt: '2026-11-22T09:31:20.000Z', questions: 2, answered: 1, missing: 1, version: 2,
};
const capture: CaptureView = {
  ...summary, url: task.url, pageTitle: 'Backend engineer at Acme', fingerprint: DIGEST,
  fields: [
    {
      id: 'email', question: 'E-mail', type: 'email', required: true, sensitive: false, section: 'About you', step: 1, help: null, labelSource: 'accessible_name', answer: 'ada@example.org', source: 'profile', confidence: 'high',
      evidence: { summary: 'basics.email of the resume', passages: [{ path: '/basics/email', text: 'ada@example.org' }] },
    },
    {
      id: 'authorized', question: 'Are you authorized to work in Germany?', type: 'yes_no', options: ['Yes', 'No'], required: true, sensitive: false, section: 'About you', step: 1, help: null, labelSource: 'group',
      answer: null, source: null, confidence: null, evidence: null,
    },
  ],
  answersSha256: DIGEST, approvedSha256: null, approvedBy: null, approvedAt: null, notices: [], blockedReason: null, differences: [], keptAnswers: [], droppedAnswers: [], errors: [], rejectedReason: null,
  evidence: null, unknownOutcome: null, resolution: null,
};
const comparison: ComparisonView = {
  captureId: CAPTURE, version: 5,
  steps: [{
    step: 1, approval: { by: 'user:maria', at: '2026-11-22T09:40:00.000Z', answersSha256: DIGEST }, submission: null,
    fields: [{
      fieldId: 'email', question: 'E-mail', type: 'email', section: 'About you', required: true, sensitive: false, proposed: { answer: 'ada@example.org', source: 'profile', confidence: 'high' }, edits: [],
      confirmed: { by: 'user:maria', at: '2026-11-22T09:39:00.000Z' }, approved: { answer: 'ada@example.org', by: 'user:maria', at: '2026-11-22T09:40:00.000Z' }, submitted: null, verdict: 'not_sent', message: null, different: false,
    }],
  }],
};
const me: MeView = { actor: 'user:maria', name: 'Maria Example', roles: ['reviewer'] };

/** What an answer looks like, by the name of its schema; an example of a schema that is not here is made of its parts. */
export const EXAMPLES: Readonly<Partial<Record<SchemaName, unknown>>> = {
  Me: me,
  Candidate: candidate,
  Resume: candidate.resume,
  Preferences: candidate.preferences,
  DocumentReference: candidate.documents[0],
  FileAnswer: { name: 'resume.pdf', mediaType: 'application/pdf', sha256: DIGEST, sizeBytes: 48_211 },
  Run: run,
  RunWithTasks: { ...run, tasks: [task] } satisfies RunWithTasksView,
  Task: task,
  Handoff: handoff,
  ListedHandoff: { ...handoff, sessionId: SESSION, runId: RUN } satisfies ListedHandoffView,
  Session: session,
  CaptureSummary: summary,
  Capture: capture,
  CapturedField: {
    id: 'email', question: 'E-mail', type: 'email', required: true, sensitive: false, section: 'About you', step: 1, help: null, labelSource: 'given', answer: 'ada@example.org', source: 'model', confidence: 'medium',
  },
  Comparison: comparison,
  Pending: { position: 4711 },
};
