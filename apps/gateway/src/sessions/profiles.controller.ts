import { profileCommands, type CommandMeta, type Page, type ProfileView } from '@countersign/contracts';
import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { Id, Meta } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';

/** Browser profiles are kept by the session-service beside the log: it answers, not the read model. */
@ApiTags('profiles')
@Controller('v1/candidates/:id/profiles')
export class ProfilesController {
  constructor(private readonly commands: Commands) {}

  @Get()
  @Operation({
    summary: 'List the browser profiles of a candidate, by name', answer: 'Profile', page: true,
    description: 'What is known of them; what is in them never leaves the session-service.',
    problems: ['candidate_not_found', 'service_unavailable'],
  })
  async list(@Id('candidate_not_found') candidateId: string, @Meta() meta: CommandMeta): Promise<Page<ProfileView>> {
    const { result } = await this.commands.send<ProfileView[]>(profileCommands.list, { candidateId }, meta);
    return { items: result, next: null };
  }

  @Delete(':name')
  @HttpCode(204)
  @Operation({
    summary: 'Delete a browser profile', status: 204,
    description: 'With its key. A session that runs with it goes on, and saves nothing at its end.',
    problems: ['candidate_not_found', 'profile_not_found', 'service_unavailable'],
  })
  async delete(@Id('candidate_not_found') candidateId: string, @Param('name') name: string, @Meta() meta: CommandMeta): Promise<void> {
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) throw new ProblemError('profile_not_found');
    await this.commands.send(profileCommands.delete, { candidateId, name }, meta);
  }
}
