import { DeleteProfile, ListProfiles, profileCommands, type CommandReply, type ProfileView } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import { answerCommand } from '@countersign/event-log/nest';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { Logger } from 'pino';
import { LOGGER } from '../session/tokens.ts';
import { Profiles } from './profiles.ts';

/** Profiles are no aggregate: nothing is appended, and what became of them is in the log of sessions and of this service. */
const NOT_IN_THE_LOG = { sequence: 0, version: 0 } as const;

/** Commands about saved profiles; any node can answer them. */
@Controller()
export class ProfileController {
  readonly #profiles: Profiles;
  readonly #logger: Logger;

  constructor(profiles: Profiles, @Inject(LOGGER) logger: Logger) {
    this.#profiles = profiles;
    this.#logger = logger;
  }

  @MessagePattern(profileCommands.list)
  list(@Payload() message: unknown): Promise<CommandReply<readonly ProfileView[]>> {
    return answerCommand(ListProfiles, message, async ({ candidateId }) => {
      const listed = await this.#profiles.list(candidateId);
      return listed instanceof Rejected ? listed : { loaded: NOT_IN_THE_LOG, result: listed };
    });
  }

  @MessagePattern(profileCommands.delete)
  delete(@Payload() message: unknown): Promise<CommandReply> {
    return answerCommand(DeleteProfile, message, async ({ candidateId, name }, { actor, correlationId }) => {
      const refused = await this.#profiles.delete({ candidateId, name });
      if (refused) return refused;
      this.#logger.info({ candidateId, profile: name, actor, correlationId }, 'browser profile deleted');
      return { loaded: NOT_IN_THE_LOG };
    });
  }
}
