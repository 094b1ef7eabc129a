import type { CaptureStatus, Page, TaskView } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { decodeCursor, isUuid, limitOf, pageOf, type PageRequest } from '../database/page.ts';
import { instant, Sql } from '../database/sql.ts';

export interface TaskRow {
  id: string;
  run_id: string;
  url: string;
  company: string;
  title: string;
  registered_at: string;
  capture_id: string | null;
  capture_status: CaptureStatus | null;
  version: number;
}

export const TASK_COLUMNS = `
  task.id, task.run_id, task.url, task.company, task.title, task.registered_at,
  capture.id as capture_id, capture.status as capture_status, task.version
  from read_model.application_tasks task
  left join read_model.form_captures capture on capture.task_id = task.id`;

@Injectable()
export class TaskQueries {
  constructor(private readonly sql: Sql) {}

  /** Oldest first: the order in which they were asked for. @throws InvalidCursorError */
  async list(filter: PageRequest & { readonly runId?: string | undefined }): Promise<Page<TaskView>> {
    const after = decodeCursor(filter.cursor);
    const limit = limitOf(filter.limit);
    if (filter.runId !== undefined && !isUuid(filter.runId)) return { items: [], next: null };
    const parameters: unknown[] = [limit + 1];
    const conditions = ['task.version > 0'];
    if (filter.runId !== undefined) conditions.push(`task.run_id = $${parameters.push(filter.runId)}`);
    if (after) conditions.push(`(task.registered_at, task.id) > ($${parameters.push(after.at)}, $${parameters.push(after.id)})`);
    const rows = await this.sql.query<TaskRow>(
      `select ${TASK_COLUMNS} where ${conditions.join(' and ')} order by task.registered_at, task.id limit $1`,
      parameters,
    );
    return pageOf(rows.map(taskView), limit, ({ registeredAt, id }) => ({ at: registeredAt, id }));
  }

  async get(id: string): Promise<TaskView | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.sql.query<TaskRow>(`select ${TASK_COLUMNS} where task.id = $1 and task.version > 0`, [id]);
    return row && taskView(row);
  }
}

export function taskView(row: TaskRow): TaskView {
  return {
    id: row.id,
    runId: row.run_id,
    url: row.url,
    company: row.company,
    title: row.title,
    registeredAt: instant(row.registered_at),
    captureId: row.capture_id,
    captureStatus: row.capture_status,
    version: row.version,
  };
}
