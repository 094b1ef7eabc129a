import type { ApproveCapture, CommandMeta, ConfirmAnswers, EditAnswers, FileAnswer, RejectCapture, ResolveOutcome } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import type { CommandOutcome } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { CaptureServiceConfig } from '../config.ts';
import { Documents } from '../documents/documents.ts';
import { CONFIG } from '../tokens.ts';
import { Captures, type CaptureReply } from './captures.ts';

type Reply = Promise<CommandOutcome<CaptureReply>>;

/** What a reviewer does with a capture. */
@Injectable()
export class ReviewCaptures {
  readonly #captures: Captures;
  readonly #documents: Documents;
  readonly #fourEyes: boolean;

  constructor(captures: Captures, documents: Documents, @Inject(CONFIG) { fourEyes }: CaptureServiceConfig) {
    this.#fourEyes = fourEyes;
    this.#captures = captures;
    this.#documents = documents;
  }

  async edit({ id, expectedVersion, answers, byPerson }: EditAnswers, meta: CommandMeta): Reply {
    const files = answers.flatMap(({ fieldId, answer }) => (isFile(answer) ? [{ fieldId, file: answer }] : []));
    const missing = new Set(await this.#documents.missing(files.map(({ file }) => file)));
    const details = files.filter(({ file }) => missing.has(file)).map(({ fieldId, file }) => ({ path: fieldId, message: `${file.sha256} of ${file.sizeBytes} bytes was not uploaded` }));
    if (details.length > 0) return new Rejected('document_not_found', 'A document of this digest was not uploaded.', details);
    return this.#captures.answer(id, { type: 'edit', expectedVersion, byPerson: byPerson ?? meta.actor.startsWith('user:'), answers }, meta);
  }

  confirm({ id, ...choice }: ConfirmAnswers, meta: CommandMeta): Reply {
    return this.#captures.answer(id, { type: 'confirm', ...choice }, meta);
  }

  approve({ id, ...approval }: ApproveCapture, meta: CommandMeta): Reply {
    return this.#captures.answer(id, { type: 'approve', ...approval, ...(this.#fourEyes ? { approver: meta.actor } : {}) }, meta);
  }

  reject({ id, ...rejection }: RejectCapture, meta: CommandMeta): Reply {
    return this.#captures.answer(id, { type: 'reject', ...rejection }, meta);
  }

  resolveOutcome({ id, note, ...resolution }: ResolveOutcome, meta: CommandMeta): Reply {
    return this.#captures.answer(id, { type: 'resolve_outcome', ...resolution, note: note ?? null }, meta);
  }
}

function isFile(answer: EditAnswers['answers'][number]['answer']): answer is FileAnswer {
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer);
}
