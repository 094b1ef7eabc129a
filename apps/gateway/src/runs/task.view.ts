import type { TaskView } from '@countersign/contracts';
import { instant } from '../database/sql.ts';
import type { ApplicationTask } from './task.entity.ts';

/** One that is no stub, with where its capture stands. */
export type TaskRow = ApplicationTask & Pick<TaskView, 'registeredAt' | 'captureId' | 'captureStatus'>;

/** How the API shows a row, from the database or as it is projected. */
export function taskView(row: TaskRow): TaskView {
  return {
    id: row.id,
    runId: row.runId,
    url: row.url,
    company: row.company,
    title: row.title,
    registeredAt: instant(row.registeredAt),
    captureId: row.captureId,
    captureStatus: row.captureStatus,
    version: row.version,
  };
}
