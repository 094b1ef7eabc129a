import { ChooseFiles, sessionCommands, SessionFile, SessionId, UploadFile, type CommandReply } from '@countersign/contracts';
import { answerCommand } from '@countersign/event-log/nest';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { FileCommands } from './file-commands.ts';

/** Commands about a session's files and its browser, by their NATS subject. The bytes themselves go over the stream server. */
@Controller()
export class FilesController {
  readonly #commands: FileCommands;

  constructor(commands: FileCommands) {
    this.#commands = commands;
  }

  @MessagePattern(sessionCommands.listFiles)
  list(@Payload() message: unknown): Promise<CommandReply<unknown>> {
    return answerCommand(SessionId, message, (data) => this.#commands.list(data));
  }

  @MessagePattern(sessionCommands.attachFile)
  attach(@Payload() message: unknown): Promise<CommandReply<unknown>> {
    return answerCommand(SessionFile, message, (data, meta) => this.#commands.attach(data, meta));
  }

  @MessagePattern(sessionCommands.uploadFile)
  upload(@Payload() message: unknown): Promise<CommandReply<unknown>> {
    return answerCommand(UploadFile, message, (data, meta) => this.#commands.upload(data, meta));
  }

  @MessagePattern(sessionCommands.deleteFile)
  remove(@Payload() message: unknown): Promise<CommandReply<unknown>> {
    return answerCommand(SessionFile, message, (data, meta) => this.#commands.remove(data, meta));
  }

  @MessagePattern(sessionCommands.chooseFiles)
  choose(@Payload() message: unknown): Promise<CommandReply<unknown>> {
    return answerCommand(ChooseFiles, message, (data, meta) => this.#commands.choose(data, meta));
  }

  @MessagePattern(sessionCommands.describeBrowser)
  describe(@Payload() message: unknown): Promise<CommandReply<unknown>> {
    return answerCommand(SessionId, message, (data) => this.#commands.describe(data));
  }
}
