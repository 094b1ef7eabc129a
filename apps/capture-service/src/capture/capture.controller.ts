import {
  ApproveCapture, captureCommands, CaptureForm, ConfirmAnswers, EditAnswers, InSession, RejectCapture, ResolveOutcome,
  type CaptureHealth, type CommandMeta, type CommandReply, type Static, type TSchema,
} from '@countersign/contracts';
import { answerCommand, withSignsOfLife, type CommandOutcome } from '@countersign/event-log/nest';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { CaptureServiceConfig } from '../config.ts';
import { CONFIG } from '../tokens.ts';
import { CaptureForms } from './capture-forms.ts';
import { captureIdOf } from './capture-id.ts';
import { Captures, type CaptureReply } from './captures.ts';
import { ReviewCaptures } from './review-captures.ts';
import { SubmitCaptures } from './submit-captures.ts';
import { WorkInProgress } from './work-in-progress.ts';

type Reply = Promise<CommandReply<CaptureReply>>;
/** Of commands that work on pages. */
type LongReply = ReturnType<typeof withSignsOfLife<CaptureReply>>;

/** Every command of a capture, by its NATS subject. */
@Controller()
export class CaptureController {
  readonly #config: CaptureServiceConfig;
  readonly #forms: CaptureForms;
  readonly #review: ReviewCaptures;
  readonly #submissions: SubmitCaptures;
  readonly #captures: Captures;
  readonly #work: WorkInProgress;

  constructor(@Inject(CONFIG) config: CaptureServiceConfig, forms: CaptureForms, review: ReviewCaptures, submissions: SubmitCaptures, captures: Captures, work: WorkInProgress) {
    this.#config = config;
    this.#forms = forms;
    this.#review = review;
    this.#submissions = submissions;
    this.#captures = captures;
    this.#work = work;
  }

  @MessagePattern(captureCommands.capture)
  capture(@Payload() message: unknown): LongReply {
    return withSignsOfLife(this.#answer(CaptureForm, message, (data, meta) => this.#forms.capture(data, meta)));
  }

  @MessagePattern(captureCommands.edit)
  edit(@Payload() message: unknown): Reply {
    return this.#answer(EditAnswers, message, (data, meta) => this.#review.edit(data, meta));
  }

  @MessagePattern(captureCommands.confirm)
  confirm(@Payload() message: unknown): Reply {
    return this.#answer(ConfirmAnswers, message, (data, meta) => this.#review.confirm(data, meta));
  }

  @MessagePattern(captureCommands.approve)
  approve(@Payload() message: unknown): Reply {
    return this.#answer(ApproveCapture, message, (data, meta) => this.#review.approve(data, meta));
  }

  @MessagePattern(captureCommands.reject)
  reject(@Payload() message: unknown): Reply {
    return this.#answer(RejectCapture, message, (data, meta) => this.#review.reject(data, meta));
  }

  @MessagePattern(captureCommands.recapture)
  recapture(@Payload() message: unknown): LongReply {
    return withSignsOfLife(this.#answer(InSession, message, (data, meta) => this.#forms.recapture(data, meta)));
  }

  @MessagePattern(captureCommands.submit)
  submit(@Payload() message: unknown): LongReply {
    return withSignsOfLife(this.#answer(InSession, message, (data, meta) => this.#submissions.submit(data, meta)));
  }

  @MessagePattern(captureCommands.show)
  show(@Payload() message: unknown): LongReply {
    return withSignsOfLife(this.#answer(InSession, message, (data, meta) => this.#forms.show(data, meta)));
  }

  @MessagePattern(captureCommands.resolveOutcome)
  resolveOutcome(@Payload() message: unknown): Reply {
    return this.#answer(ResolveOutcome, message, (data, meta) => this.#review.resolveOutcome(data, meta));
  }

  @MessagePattern(captureCommands.health)
  health(): CommandReply<CaptureHealth> {
    const status = this.#work.draining ? 'draining' : 'ready';
    return { ok: true, position: 0, version: 0, result: { status, instance: this.#config.instance, submissions: this.#work.submissions } };
  }

  #answer<Schema extends TSchema>(schema: Schema, message: unknown, run: (data: Static<Schema>, meta: CommandMeta) => Promise<CommandOutcome<CaptureReply>>): Reply {
    return answerCommand<Schema, CaptureReply>(schema, message, (data, meta) => this.#work.run(() => this.#captures.once(captureOf(data as CaptureNamed), meta, () => run(data, meta))));
  }
}

/** Every command names its capture, or the task that it is made of. */
type CaptureNamed = { readonly id: string } | { readonly taskId: string };

function captureOf(command: CaptureNamed): string {
  return 'id' in command ? command.id : captureIdOf(command.taskId);
}
