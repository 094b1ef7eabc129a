import type { Page, RunView, RunWithTasksView } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.ts';
import { decodeCursor, isUuid, limitOf, pageOf, type DatedPageRequest } from '../database/page.ts';
import { Sql } from '../database/sql.ts';
import { MAX_TASKS_OF_RUN, runView, type RunRow } from './run.view.ts';
import { TASK_COLUMNS } from './task.queries.ts';
import { taskView, type TaskRow } from './task.view.ts';

const RUN_COLUMNS = `
  run.id, run.candidate_id as "candidateId", candidate.name as "candidateName", run.title, run.registered_at as "registeredAt", run.version
  from read_model.application_runs run
  left join read_model.candidates candidate on candidate.id = run.candidate_id`;

@Injectable()
export class RunQueries {
  constructor(private readonly sql: Sql) {}

  /** Newest first. @throws InvalidCursorError */
  async list(filter: DatedPageRequest & { readonly candidateId?: string | undefined }): Promise<Page<RunView>> {
    const limit = limitOf(filter.limit);
    const asked = new Conditions('run.version > 0')
      .where('run.candidate_id', '=', filter.candidateId)
      .where('run.registered_at', '>=', filter.since).where('run.registered_at', '<', filter.until)
      .after('run.registered_at', 'run.id', '<', decodeCursor(filter.cursor));
    const rows = await this.sql.query<RunRow>(
      `select ${RUN_COLUMNS} where ${asked} order by run.registered_at desc, run.id desc limit ${limit + 1}`, asked.parameters,
    );
    return pageOf(rows.map(runView), limit, ({ registeredAt, id }) => ({ at: registeredAt, id }));
  }

  async get(id: string): Promise<RunWithTasksView | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.sql.query<RunRow>(`select ${RUN_COLUMNS} where run.id = $1 and run.version > 0`, [id]);
    if (!row) return undefined;
    const tasks = await this.sql.query<TaskRow>(
      `select ${TASK_COLUMNS} where task.run_id = $1 and task.version > 0 order by task.registered_at, task.id limit ${MAX_TASKS_OF_RUN}`,
      [id],
    );
    return { ...runView(row), tasks: tasks.map(taskView) };
  }
}
