import type { CandidateView, Page } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.ts';
import { decodeCursor, isUuid, limitOf, pageOf, type DatedPageRequest } from '../database/page.ts';
import { Sql } from '../database/sql.ts';
import { candidateView, type CandidateRow } from './candidate.view.ts';

const CANDIDATE_COLUMNS = `
  id, name, email, resume, preferences, documents, read_from_file as "readFromFile", registered_at as "registeredAt", version
  from read_model.candidates`;

@Injectable()
export class CandidateQueries {
  constructor(private readonly sql: Sql) {}

  /** Newest first, without those that were erased. @throws InvalidCursorError */
  async list(page: DatedPageRequest): Promise<Page<CandidateView>> {
    const limit = limitOf(page.limit);
    const asked = new Conditions('version > 0', 'erased_at is null')
      .where('registered_at', '>=', page.since).where('registered_at', '<', page.until)
      .after('registered_at', 'id', '<', decodeCursor(page.cursor));
    const rows = await this.sql.query<CandidateRow>(
      `select ${CANDIDATE_COLUMNS} where ${asked} order by registered_at desc, id desc limit ${limit + 1}`, asked.parameters,
    );
    return pageOf(rows.map(candidateView), limit, ({ registeredAt, id }) => ({ at: registeredAt, id }));
  }

  async get(id: string): Promise<CandidateView | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await this.sql.query<CandidateRow>(`select ${CANDIDATE_COLUMNS} where id = $1 and version > 0`, [id]);
    return row && candidateView(row);
  }
}
