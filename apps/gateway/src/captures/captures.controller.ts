import { captureCommands, type CaptureSummaryView, type CaptureView, type CommandMeta, type ComparisonView, type Page } from '@countersign/contracts';
import { Body, Controller, Get, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, type Pending } from '../http/answers.ts';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { ByPerson, found, Id, Meta, OptionalVersion, RequiredVersion } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { AuditQueries } from '../audit/audit.queries.ts';
import { AtRequest } from '../audit/audit.request.ts';
import { answerWithPast, At } from '../audit/past-answer.ts';
import { PastStates } from '../audit/past-states.ts';
import type { Place } from '../audit/places.ts';
import { CaptureQueries } from './capture.queries.ts';
import { ApproveRequest, CaptureRequest, ConfirmAnswersRequest, EditAnswersRequest, InSessionRequest, ListCapturesRequest, RejectRequest, ResolveOutcomeRequest } from './capture.request.ts';
import { comparisonOf } from './comparison.ts';

type Answer = Promise<CaptureView | Pending>;

@ApiTags('captures')
@Controller('v1/captures')
export class CapturesController {
  constructor(
    private readonly commands: Commands,
    private readonly captures: CaptureQueries,
    private readonly audit: AuditQueries,
    private readonly answers: Answers,
    private readonly past: PastStates,
  ) {}

  @Post()
  @Operation({
    summary: 'Capture the form of a task: once a task', status: 201, answer: 'Capture', command: true, located: true,
    description: 'With `sessionId` the form is read in that session\'s browser; with `fields` the caller brings what it read itself.',
    problems: [
      'request_invalid', 'command_invalid', 'task_not_found', 'session_not_found', 'session_not_active', 'human_has_control', 'capture_exists', 'form_not_found', 'sign_in_required', 'form_too_large',
      'page_not_reached', 'candidate_erased', 'service_unavailable', 'command_timed_out',
    ],
  })
  async capture(@Body() body: CaptureRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Answer {
    if ((body.sessionId === undefined) === (body.fields === undefined)) {
      throw new ProblemError('request_invalid', { errors: [{ path: '/sessionId', message: 'either sessionId or fields must be given, not both' }] });
    }
    const accepted = await this.commands.send<{ id: string }>(captureCommands.capture, { ...body }, meta);
    const { id } = accepted.result;
    return this.answers.view(reply, accepted, () => this.captures.get(id), `/v1/captures/${id}`);
  }

  @Get()
  @Operation({ summary: 'List captures, newest first', answer: 'CaptureSummary', page: true, problems: ['request_invalid', 'cursor_invalid'] })
  async list(@Query() request: ListCapturesRequest): Promise<Page<CaptureSummaryView>> {
    return this.captures.list(request);
  }

  @Get(':id')
  @Operation({
    summary: 'A capture with its questions and answers, now or as it was', answer: 'Capture', positioned: true,
    description: 'With `at` as it was then: that it was read is recorded in the audit, the answer at a position may be kept, and its ETag is none of a version.',
    problems: ['request_invalid', 'capture_not_found', 'place_invalid', 'place_in_future', 'did_not_exist_yet', 'history_too_long', 'service_unavailable'],
  })
  async get(@Id('capture_not_found') id: string, @Query() _request: AtRequest, @At() at: Place | undefined, @Meta() meta: CommandMeta, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    if (at === undefined) return found(reply, await this.captures.get(id), 'capture_not_found');
    return answerWithPast(request, reply, at, await this.past.at({ aggregate: 'capture', id }, at, meta));
  }

  @Get(':id/comparison')
  @Operation({
    summary: 'What was captured, approved and submitted, side by side', answer: 'Comparison', problems: ['capture_not_found'],
    description: 'For each step and field: the answer proposed, every edit with who and when, the answer approved, what the page held right before the press, and what the page made of it.',
  })
  async comparison(@Id('capture_not_found') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<ComparisonView> {
    return found(reply, comparisonOf(id, (await this.audit.ofAggregate('capture', id, Number.MAX_SAFE_INTEGER)).map(({ event }) => event)), 'capture_not_found');
  }

  @Patch(':id/answers')
  @Operation({
    summary: 'Edit answers; an approval that stood is void after that', answer: 'Capture', command: true, ifMatch: 'required',
    problems: ['request_invalid', 'command_invalid', 'capture_not_found', 'capture_not_in_review', 'capture_already_submitted', 'submission_in_progress', 'field_not_found', 'answer_invalid', 'document_not_found', 'service_unavailable'],
  })
  async edit(@Id('capture_not_found') id: string, @RequiredVersion() expectedVersion: number, @Body() { answers }: EditAnswersRequest, @ByPerson() byPerson: boolean, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Answer {
    return this.carryOut(captureCommands.edit, { id, expectedVersion, byPerson, answers: answers.map(({ fieldId, answer }) => ({ fieldId, answer })) }, meta, reply);
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @Operation({
    summary: 'Let proposed answers stand: some, or all of high confidence at once', answer: 'Capture', command: true, ifMatch: 'optional',
    description: 'Says that a person looked at them; an approval is given for the whole step. Answers to sensitive questions and consents are a person\'s own and never among them.',
    problems: ['request_invalid', 'command_invalid', 'capture_not_found', 'capture_not_in_review', 'capture_already_submitted', 'submission_in_progress', 'field_not_found', 'answer_invalid', 'service_unavailable'],
  })
  async confirm(@Id('capture_not_found') id: string, @OptionalVersion() expectedVersion: number | undefined, @Body() body: ConfirmAnswersRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Answer {
    if ((body.fieldIds === undefined) === (body.confidence === undefined)) {
      throw new ProblemError('request_invalid', { errors: [{ path: '/fieldIds', message: 'either fieldIds or confidence must be given, not both' }] });
    }
    return this.carryOut(captureCommands.confirm, { id, ...body, ...versionIn(expectedVersion) }, meta, reply);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Operation({
    summary: 'Approve exactly these answers', answer: 'Capture', command: true, ifMatch: 'optional',
    description: 'Where four eyes are required (`CAPTURE_FOUR_EYES`), who wrote an answer that stands, or had it proposed, cannot approve it; `errors` names the fields.',
    problems: ['request_invalid', 'capture_not_found', 'capture_not_in_review', 'capture_already_approved', 'capture_already_submitted', 'submission_in_progress', 'answers_missing', 'answers_changed', 'four_eyes_required', 'service_unavailable'],
  })
  async approve(@Id('capture_not_found') id: string, @OptionalVersion() expectedVersion: number | undefined, @Body() { answersSha256 }: ApproveRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Answer {
    return this.carryOut(captureCommands.approve, { id, answersSha256, ...versionIn(expectedVersion) }, meta, reply);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Operation({
    summary: 'Reject: nothing will be sent', answer: 'Capture', command: true, ifMatch: 'optional',
    problems: ['request_invalid', 'capture_not_found', 'capture_not_in_review', 'capture_already_submitted', 'submission_in_progress', 'service_unavailable'],
  })
  async reject(@Id('capture_not_found') id: string, @OptionalVersion() expectedVersion: number | undefined, @Body() { reason }: RejectRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Answer {
    return this.carryOut(captureCommands.reject, { id, reason, ...versionIn(expectedVersion) }, meta, reply);
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Operation({
    summary: 'Fill in, read back and send an approved capture, once', answer: 'Capture', command: true, ifMatch: 'optional',
    description: 'Look at the status of the answer: a form that changed or refused the input brings the capture back to review.',
    problems: [
      'request_invalid', 'command_invalid', 'capture_not_found', 'capture_not_approved', 'capture_already_submitted', 'submission_in_progress', 'session_not_found', 'session_not_active', 'human_has_control',
      'page_not_reached', 'form_not_found', 'service_unavailable', 'command_timed_out',
    ],
  })
  async submit(@Id('capture_not_found') id: string, @OptionalVersion() expectedVersion: number | undefined, @Body() body: InSessionRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Answer {
    return this.carryOut(captureCommands.submit, { id, ...body, ...versionIn(expectedVersion) }, meta, reply);
  }

  @Post(':id/recapture')
  @HttpCode(200)
  @Operation({
    summary: 'Read the form again; answers that still fit stay', answer: 'Capture', command: true, ifMatch: 'optional',
    problems: [
      'request_invalid', 'command_invalid', 'capture_not_found', 'capture_not_in_review', 'capture_already_submitted', 'submission_in_progress', 'session_not_found', 'session_not_active', 'human_has_control', 'page_not_reached', 'form_not_found', 'sign_in_required',
      'form_too_large', 'service_unavailable', 'command_timed_out',
    ],
  })
  async recapture(@Id('capture_not_found') id: string, @OptionalVersion() expectedVersion: number | undefined, @Body() body: InSessionRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Answer {
    return this.carryOut(captureCommands.recapture, { id, ...body, ...versionIn(expectedVersion) }, meta, reply);
  }

  @Post(':id/show')
  @HttpCode(200)
  @Operation({
    summary: 'Bring the form\'s tab to the front of its browser', answer: 'Capture', command: true,
    problems: ['request_invalid', 'command_invalid', 'capture_not_found', 'session_not_found', 'session_not_active', 'human_has_control', 'page_not_reached', 'form_not_found', 'service_unavailable', 'command_timed_out'],
  })
  async show(@Id('capture_not_found') id: string, @Body() body: InSessionRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Answer {
    return this.carryOut(captureCommands.show, { id, ...body }, meta, reply);
  }

  @Post(':id/outcome')
  @HttpCode(200)
  @Operation({
    summary: 'Say what became of a submission whose outcome is unknown', answer: 'Capture', command: true, ifMatch: 'optional',
    problems: ['request_invalid', 'capture_not_found', 'outcome_not_unknown', 'service_unavailable'],
  })
  async outcome(@Id('capture_not_found') id: string, @OptionalVersion() expectedVersion: number | undefined, @Body() body: ResolveOutcomeRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Answer {
    return this.carryOut(captureCommands.resolveOutcome, { id, ...body, ...versionIn(expectedVersion) }, meta, reply);
  }

  private async carryOut(pattern: string, data: { readonly id: string; readonly [name: string]: unknown }, meta: CommandMeta, reply: FastifyReply): Answer {
    const accepted = await this.commands.send(pattern, data, meta);
    return this.answers.view(reply, accepted, () => this.captures.get(data.id));
  }
}

function versionIn(expectedVersion: number | undefined): { expectedVersion?: number } {
  return expectedVersion === undefined ? {} : { expectedVersion };
}
