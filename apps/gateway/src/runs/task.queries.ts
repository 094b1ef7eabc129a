import type { CaptureStatus, Page, TaskView } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.ts';
import { decodeCursor, isUuid, limitOf, pageOf, type DatedPageRequest } from '../database/page.ts';
import { Sql } from '../database/sql.ts';
import { taskView, type TaskRow } from './task.view.ts';

export const TASK_COLUMNS = `
  task.id, task.run_id as "runId", task.url, task.company, task.title, task.registered_at as "registeredAt",
  capture.id as "captureId", capture.status as "captureStatus", task.version
  from read_model.application_tasks task
  left join read_model.form_captures capture on capture.task_id = task.id`;

interface TaskFilter extends DatedPageRequest {
  readonly runId?: string | undefined;
  /** `none`: its form was not captured yet; what is missing has no index, so this is for the tasks of a run. */
  readonly captureStatus?: CaptureStatus | 'none' | undefined;
}

@Injectable()
export class TaskQueries {
  constructor(private readonly sql: Sql) {}

  /** Oldest first: the order in which they were asked for. @throws InvalidCursorError */
  async list(filter: TaskFilter): Promise<Page<TaskView>> {
    const limit = limitOf(filter.limit);
    const asked = new Conditions('task.version > 0')
      .where('task.run_id', '=', filter.runId)
      .where('task.registered_at', '>=', filter.since).where('task.registered_at', '<', filter.until)
      .after('task.registered_at', 'task.id', '>', decodeCursor(filter.cursor));
    if (filter.captureStatus === 'none') asked.and('capture.id is null');
    else asked.where('capture.status', '=', filter.captureStatus);
    const rows = await this.sql.query<TaskRow>(
      `select ${TASK_COLUMNS} where ${asked} order by task.registered_at, task.id limit ${limit + 1}`, asked.parameters,
    );
    return pageOf(rows.map(taskView), limit, ({ registeredAt, id }) => ({ at: registeredAt, id }));
  }

  async get(id: string): Promise<TaskView | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.sql.query<TaskRow>(`select ${TASK_COLUMNS} where task.id = $1 and task.version > 0`, [id]);
    return row && taskView(row);
  }
}
