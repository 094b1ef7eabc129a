import type { AttachResult, BrowserDescription, ChooseFiles, CommandMeta, SessionFile, SessionFilesView, SessionId, UploadFile } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import type { CommandOutcome } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { StreamServer } from '../console/session-streams.ts';
import { refuse } from '../session/domain/decision.ts';
import type { SessionState } from '../session/domain/session.ts';
import { HostedSessions } from '../session/hosted-sessions.ts';
import { LOGGER, STREAM_SERVER } from '../session/tokens.ts';
import type { FileChoosers } from './file-choosers.ts';
import { receiveFile, sendFile } from './file-exchange.ts';
import { FileRefused, type SessionFiles, type StoredFile } from './session-files.ts';

interface Here {
  readonly loaded: { readonly sequence: number; readonly version: number; readonly state: SessionState };
  readonly files: SessionFiles;
  readonly choosers: FileChoosers;
}

/** What callers do with the files of a session that runs; when it ends they are gone. */
@Injectable()
export class FileCommands {
  readonly #hosted: HostedSessions;
  readonly #streams: StreamServer;
  readonly #logger: Logger;

  constructor(hosted: HostedSessions, @Inject(STREAM_SERVER) streams: StreamServer, @Inject(LOGGER) logger: Logger) {
    this.#hosted = hosted;
    this.#streams = streams;
    this.#logger = logger;
  }

  async list({ id }: SessionId): Promise<CommandOutcome<SessionFilesView>> {
    const here = await this.#here(id);
    if (here instanceof Rejected) return here;
    const { loaded, files, choosers } = here;
    return { loaded, result: { files: files.list(), chooser: choosers.current, limits: files.limits } };
  }

  async attach({ id, fileId }: SessionFile, { actor, correlationId }: CommandMeta): Promise<CommandOutcome<AttachResult>> {
    const here = await this.#here(id);
    if (here instanceof Rejected) return here;
    const file = here.files.get(fileId);
    if (file === undefined) return refuse('file_not_found');
    if (file.state !== 'done') return refuse('file_not_ready', { state: file.state });
    this.#logger.info({ sessionId: id, fileId, actor, correlationId }, 'a file is fetched');
    const result = this.#streams.issueFileTicket(id, fileId, (request, response) => void sendFile(here.files, fileId, request, response));
    return { loaded: here.loaded, result };
  }

  async upload({ id, fileId, name, mediaType, sizeBytes = 0 }: UploadFile, meta: CommandMeta): Promise<CommandOutcome<AttachResult>> {
    const here = await this.#here(id);
    if (here instanceof Rejected) return here;
    const { fileBytes } = here.files.limits;
    if (sizeBytes > fileBytes) return refuse('file_too_large', { fileBytes });
    const record = (file: StoredFile): Promise<{ position: number; version: number }> => this.#record(id, file, meta);
    const result = this.#streams.issueFileTicket(id, fileId, (request, response) => void receiveFile(here.files, { fileId, name, mediaType, record }, request, response));
    return { loaded: here.loaded, result };
  }

  async remove({ id, fileId }: SessionFile, { actor, correlationId }: CommandMeta): Promise<CommandOutcome<undefined>> {
    const here = await this.#here(id);
    if (here instanceof Rejected) return here;
    return this.#orRefused(async () => {
      await here.files.remove(fileId);
      this.#logger.info({ sessionId: id, fileId, actor, correlationId }, 'a file is removed');
      return { loaded: here.loaded };
    });
  }

  /** Whoever drives the browser may choose: the person who has control, or the automation while nobody has. */
  async choose({ id, fileIds }: ChooseFiles, { actor }: CommandMeta): Promise<CommandOutcome<undefined>> {
    const here = await this.#here(id);
    if (here instanceof Rejected) return here;
    const { controlHolder } = here.loaded.state;
    if (controlHolder !== null && controlHolder !== actor) return refuse('human_has_control', { holder: controlHolder });
    const paths = fileIds.map((fileId) => here.files.pathOf(fileId));
    if (!paths.every((path) => path !== null)) return refuse('file_not_found');
    const isChosen = await here.choosers.choose(paths).catch(() => false);
    return isChosen ? { loaded: here.loaded } : refuse('file_chooser_not_open');
  }

  async describe({ id }: SessionId): Promise<CommandOutcome<BrowserDescription>> {
    const here = await this.#here(id);
    if (here instanceof Rejected) return here;
    const [version, { targetInfos }] = await Promise.all([this.#streams.command(id, 'Browser.getVersion'), this.#streams.command(id, 'Target.getTargets')]);
    const targets = targetInfos as { targetId: string; type: string; title: string; url: string }[];
    const pages = targets.filter(({ type }) => type === 'page').map(({ targetId, title, url }) => ({ targetId, title, url }));
    const text = (name: string): string => String(version[name] ?? '');
    return { loaded: here.loaded, result: { product: text('product'), protocolVersion: text('protocolVersion'), userAgent: text('userAgent'), jsVersion: text('jsVersion'), pages } };
  }

  /** A file that a session which just ended was given is gone with it. */
  async #record(id: string, { id: fileId, name, sizeBytes, sha256 }: StoredFile, meta: CommandMeta): Promise<{ position: number; version: number }> {
    const { loaded } = await this.#hosted.handle(id, { type: 'record_file', origin: 'upload', file: { fileId, name, sizeBytes, sha256 } }, meta);
    return { position: loaded.sequence, version: loaded.version };
  }

  async #orRefused(act: () => Promise<CommandOutcome<undefined>>): Promise<CommandOutcome<undefined>> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof FileRefused) return new Rejected(error.code, error.message);
      throw error;
    }
  }

  async #here(id: string): Promise<Here | Rejected> {
    const loaded = await this.#hosted.load(id);
    const { status, endedReason, node } = loaded.state;
    if (status === 'unknown') return refuse('session_not_found');
    if (status !== 'active') return refuse('session_not_active', { endedReason });
    const served = this.#streams.files(id);
    if (served === null || served.files === null) return new Rejected('service_unavailable', 'The browser of this session cannot be reached now.', { node });
    return { loaded, files: served.files, choosers: served.choosers };
  }
}
