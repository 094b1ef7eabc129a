import { WRITER_OF, type CandidateEvent, type CommandMeta, type DocumentReference, type ReadResume, type RegisterCandidate, type UpdateResume } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import { aggregate, CommitTooLargeError, type Aggregate, type EventLog } from '@countersign/event-log';
import { commitOfCommand, contextOf, EVENT_LOG, type CommandOutcome } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import { factsInText } from '../answering/facts-in-text.ts';
import { Documents } from '../documents/documents.ts';
import { textOfFile } from '../documents/text/text-of-file.ts';
import { Unreadable } from '../documents/text/unreadable.ts';
import { candidateDecider, type CandidateCommand, type CandidateState, type Person } from './domain/candidate.ts';
import { resumeViolations } from './resume-validation.ts';

/** Registers candidates and keeps what they told us about themselves. */
@Injectable()
export class Candidates {
  readonly #aggregate: Aggregate<CandidateCommand, CandidateEvent, CandidateState>;
  readonly #log: EventLog;
  readonly #documents: Documents;

  constructor(@Inject(EVENT_LOG) log: EventLog, documents: Documents) {
    this.#aggregate = aggregate({ log, aggregate: 'candidate', source: WRITER_OF.candidate, decider: candidateDecider });
    this.#log = log;
    this.#documents = documents;
  }

  async register({ id, resume, preferences = {}, documents = [] }: RegisterCandidate, meta: CommandMeta): Promise<CommandOutcome<{ id: string }>> {
    return this.#handle(id, { type: 'register', person: { resume, preferences, documents } }, resume, documents, meta);
  }

  async updateResume({ id, ...update }: UpdateResume, meta: CommandMeta): Promise<CommandOutcome<{ id: string }>> {
    return this.#handle(id, { type: 'update_resume', ...update }, update.resume, update.documents ?? [], meta);
  }

  /** Reads an uploaded PDF or DOCX. Whatever is wrong with it, the candidate stays as they were. */
  async readResume({ id, document, ...expected }: ReadResume, meta: CommandMeta): Promise<CommandOutcome<{ id: string }>> {
    const person = await this.person(id);
    if (person instanceof Rejected) return person;
    const [missing] = await this.#documents.missing([document]);
    if (missing) return new Rejected('document_not_found', 'A document of this digest was not uploaded.', [{ path: '/document', message: `${document.sha256} of ${document.sizeBytes} bytes was not uploaded` }]);
    try {
      const read = await textOfFile(await this.#documents.read(document));
      const text: DocumentReference = { kind: 'other', ...(await this.#documents.storeText(`${document.name.slice(0, 190)}.txt`, read)) };
      return await this.#answered(id, { type: 'take_resume_file', ...expected, file: { kind: 'resume', ...document }, text, facts: factsOf(read) }, meta);
    } catch (error) {
      if (error instanceof Unreadable) return new Rejected('resume_unreadable', 'No resume could be read from the file.', [{ path: '/file', message: error.message }]);
      throw error;
    }
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
    return this.#answered(id, command, meta);
  }

  async #answered(id: string, command: CandidateCommand, meta: CommandMeta): Promise<CommandOutcome<{ id: string }>> {
    try {
      // A repeat whose first answer was lost changes nothing.
      if (await commitOfCommand(this.#log, 'candidate', id, meta)) return { loaded: await this.#aggregate.load(id), result: { id } };
      const handled = await this.#aggregate.handle(id, command, contextOf(meta));
      return handled.rejected ? handled : { ...handled, result: { id } };
    } catch (error) {
      if (error instanceof CommitTooLargeError) return new Rejected('resume_invalid', 'The resume is too large.', [{ path: '/resume', message: 'is too large for one event' }]);
      throw error;
    }
  }
}

/** As the event takes them: the first hundreds of passages, in short. */
function factsOf(text: string) {
  const { resume, passages } = factsInText(text);
  return { resume, passages: passages.slice(0, 500).map((passage) => ({ ...passage, text: passage.text.slice(0, 1000) })) };
}
