import type { RunView } from '@countersign/contracts';
import { instant } from '../database/sql.ts';
import type { ApplicationRun } from './run.entity.ts';

/** One that is no stub, with the name of its candidate. */
export type RunRow = ApplicationRun & Pick<RunView, 'candidateId' | 'candidateName' | 'registeredAt'>;

/** Tasks that come with their run at most; the list of tasks has them all. */
export const MAX_TASKS_OF_RUN = 1000;

/** How the API shows a row, from the database or as it is projected. */
export function runView(row: RunRow): RunView {
  return {
    id: row.id,
    candidateId: row.candidateId,
    candidateName: row.candidateName,
    title: row.title,
    registeredAt: instant(row.registeredAt),
    version: row.version,
  };
}
