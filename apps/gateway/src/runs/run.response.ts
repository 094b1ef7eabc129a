import { CAPTURE_STATUSES, type RunView, type RunWithTasksView, type TaskView } from '@countersign/contracts';
import { Type } from '@sinclair/typebox';
import { Id, Instant, nullable, oneOf } from '../http/openapi/parts.ts';
import { describes } from '../http/openapi/same.ts';

export const TaskResponse = describes<TaskView>()(
  Type.Object({
    id: Id,
    runId: Id,
    url: Type.String({ format: 'uri' }),
    company: Type.String(),
    title: Type.String(),
    registeredAt: Instant,
    captureId: nullable(Id),
    captureStatus: nullable(oneOf(CAPTURE_STATUSES)),
    version: Type.Integer(),
  }),
);

const run = { id: Id, candidateId: Id, candidateName: nullable(Type.String()), title: nullable(Type.String()), registeredAt: Instant, version: Type.Integer() };
export const RunResponse = describes<RunView>()(Type.Object(run));
export const RunWithTasksResponse = describes<RunWithTasksView>()(Type.Object({ ...run, tasks: Type.Array(TaskResponse) }));
