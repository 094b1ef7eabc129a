import { candidateCommands, ReadResume, RegisterCandidate, UpdateResume, type CommandReply } from '@countersign/contracts';
import { answerCommand } from '@countersign/event-log/nest';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { Candidates } from './candidates.ts';

@Controller()
export class CandidateController {
  readonly #candidates: Candidates;

  constructor(candidates: Candidates) {
    this.#candidates = candidates;
  }

  @MessagePattern(candidateCommands.register)
  register(@Payload() message: unknown): Promise<CommandReply<{ id: string }>> {
    return answerCommand(RegisterCandidate, message, (data, meta) => this.#candidates.register(data, meta));
  }

  @MessagePattern(candidateCommands.updateResume)
  updateResume(@Payload() message: unknown): Promise<CommandReply<{ id: string }>> {
    return answerCommand(UpdateResume, message, (data, meta) => this.#candidates.updateResume(data, meta));
  }

  @MessagePattern(candidateCommands.readResume)
  readResume(@Payload() message: unknown): Promise<CommandReply<{ id: string }>> {
    return answerCommand(ReadResume, message, (data, meta) => this.#candidates.readResume(data, meta));
  }
}
