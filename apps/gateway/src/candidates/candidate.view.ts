import type { CandidateView } from '@countersign/contracts';
import { instant } from '../database/sql.ts';
import type { Candidate } from './candidate.entity.ts';

/** One that is no stub. */
export type CandidateRow = Pick<Candidate, keyof CandidateView> & { readonly registeredAt: string };

/** How the API shows a row, from the database or as it is projected. */
export function candidateView(row: CandidateRow): CandidateView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    resume: row.resume,
    preferences: row.preferences,
    documents: row.documents,
    readFromFile: row.readFromFile,
    registeredAt: instant(row.registeredAt),
    version: row.version,
  };
}
