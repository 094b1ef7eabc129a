import { WRITER_OF, type CandidateEvent, type CommandMeta, type RegisterCandidate, type UpdateResume } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import { aggregate, CommitTooLargeError, type Aggregate, type EventLog } from '@countersign/event-log';
import { contextOf, EVENT_LOG, type CommandOutcome } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Documents } from '../documents/documents.ts';
import { candidateDecider, type CandidateCommand, type CandidateState, type Person } from './domain/candidate.ts';
import { resumeViolations } from './resume-validation.ts';

/** Registers candidates and keeps what they told us about themselves. */
@Injectable()
export class Candidates {
  readonly #aggregate: Aggregate<CandidateCommand, CandidateEvent, CandidateState>;
  readonly #documents: Documents;

  constructor(@Inject(EVENT_LOG) log: EventLog, documents: Documents) {
    this.#aggregate = aggregate({ log, aggregate: 'candidate', source: WRITER_OF.candidate, decider: candidateDecider });
    this.#documents = documents;
  }

  async register({ id, resume, preferences = {}, documents = [] }: RegisterCandidate, meta: CommandMeta): Promise<CommandOutcome<{ id: string }>> {
    return this.#handle(id, { type: 'register', person: { resume, preferences, documents } }, resume, documents, meta);
  }

  async updateResume({ id, ...update }: UpdateResume, meta: CommandMeta): Promise<CommandOutcome<{ id: string }>> {
    return this.#handle(id, { type: 'update_resume', ...update }, update.resume, update.documents ?? [], meta);
  }

  /** The candidate as they are now. */
  async person(id: string): Promise<Person | Rejected> {
    const { state } = await this.#aggregate.load(id);
    if (state.status === 'erased') return new Rejected('candidate_erased', 'The candidate was erased.');
    return state.person ?? new Rejected('candidate_not_found', 'There is no candidate with this id.');
  }

  async #handle(id: string, command: CandidateCommand, resume: unknown, documents: Person['documents'], meta: CommandMeta): Promise<CommandOutcome<{ id: string }>> {
    const violations = resumeViolations(resume);
    if (violations.length > 0) return new Rejected('resume_invalid', 'The resume is not a valid JSON Resume.', violations.map(({ path, message }) => ({ path: `/resume${path}`, message })));
    const missing = new Set(await this.#documents.missing(documents));
    if (missing.size > 0) {
      const details = documents.flatMap((document, index) => (missing.has(document) ? [{ path: `/documents/${index}`, message: `${document.sha256} of ${document.sizeBytes} bytes was not uploaded` }] : []));
      return new Rejected('document_not_found', 'A document of this digest was not uploaded.', details);
    }
    try {
      const handled = await this.#aggregate.handle(id, command, contextOf(meta));
      return handled.rejected ? handled : { ...handled, result: { id } };
    } catch (error) {
      if (error instanceof CommitTooLargeError) return new Rejected('resume_invalid', 'The resume is too large.', [{ path: '/resume', message: 'is too large for one event' }]);
      throw error;
    }
  }
}
