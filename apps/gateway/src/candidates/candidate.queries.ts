import type { CandidateView, Page } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { decodeCursor, isUuid, limitOf, pageOf, type PageRequest } from '../database/page.ts';
import { Sql } from '../database/sql.ts';
import { candidateView, type CandidateRow } from './candidate.view.ts';

const CANDIDATE_COLUMNS = `
  id, name, email, resume, preferences, documents, read_from_file as "readFromFile", registered_at as "registeredAt", version
  from read_model.candidates`;

@Injectable()
export class CandidateQueries {
  constructor(private readonly sql: Sql) {}

  /** Newest first, without those that were erased. @throws InvalidCursorError */
  async list(page: PageRequest): Promise<Page<CandidateView>> {
    const after = decodeCursor(page.cursor);
    const limit = limitOf(page.limit);
    const rows = await this.sql.query<CandidateRow>(
      `select ${CANDIDATE_COLUMNS}
       where version > 0 and erased_at is null ${after ? 'and (registered_at, id) < ($2, $3)' : ''}
       order by registered_at desc, id desc
       limit $1`,
      [limit + 1, ...(after ? [after.at, after.id] : [])],
    );
    return pageOf(rows.map(candidateView), limit, ({ registeredAt, id }) => ({ at: registeredAt, id }));
  }

  async get(id: string): Promise<CandidateView | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.sql.query<CandidateRow>(`select ${CANDIDATE_COLUMNS} where id = $1 and version > 0`, [id]);
    return row && candidateView(row);
  }
}
