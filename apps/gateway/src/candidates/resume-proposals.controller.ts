import { candidateCommands, type CommandMeta, type ResumeProposalView } from '@countersign/contracts';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { Meta } from '../http/parameters.ts';
import { ProposeResumeRequest } from './candidate.request.ts';

@ApiTags('candidates')
@Controller('v1/resume-proposals')
export class ResumeProposalsController {
  constructor(private readonly commands: Commands) {}

  @Post()
  @HttpCode(200)
  @Operation({
    summary: 'Read a JSON Resume from an uploaded PDF or DOCX',
    description: 'Rules read what they understand, and leave out the rest; all of it is of low confidence and for a person to correct. Nothing is stored: register what comes of it with `POST /v1/candidates`.',
    answer: 'ResumeProposal', problems: ['request_invalid', 'document_not_found', 'document_unreadable', 'service_unavailable', 'command_timed_out'],
  })
  async propose(@Body() body: ProposeResumeRequest, @Meta() meta: CommandMeta): Promise<ResumeProposalView> {
    const { result } = await this.commands.send<ResumeProposalView>(candidateCommands.proposeResume, { sha256: body.sha256 }, meta);
    return result;
  }
}
