import type { Page, TaskView } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { decodeCursor, isUuid, limitOf, pageOf, type PageRequest } from '../database/page.ts';
import { Sql } from '../database/sql.ts';
import { taskView, type TaskRow } from './task.view.ts';

export const TASK_COLUMNS = `
  task.id, task.run_id as "runId", task.url, task.company, task.title, task.registered_at as "registeredAt",
  capture.id as "captureId", capture.status as "captureStatus", task.version
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
