import type { CdpClient } from './cdp-client.ts';
import type { ClientCommand } from './client-message.ts';
import { whileAPersonHasControl } from './command-rules.ts';

export interface InFlightCommand {
  readonly client: CdpClient;
  /** As the client knows it. */
  readonly id: number;
  readonly method: string;
  /** As the browser knows it. */
  readonly sessionId: string;
  /** It may change something: it is not for a client while a person has control. */
  readonly isActing: boolean;
  /** It runs script and does not wait for a promise: as long as it has no answer, the page does nothing else. */
  readonly isBusyScript: boolean;
  readonly sentAtMs: number;
  /** The client has its answer; what the browser will say is for the door only. */
  isSettled: boolean;
}

/** The door wants to know what the browser made, also when the client does not hear of it. */
const answersForTheDoor: ReadonlySet<string> = new Set(['Target.createBrowserContext']);

/** Commands of clients that the browser has not answered yet, by the id that the browser knows. */
export class InFlightCommands {
  readonly #commands = new Map<number, InFlightCommand>();

  add(browserId: number, client: CdpClient, { id, method, params, ...command }: ClientCommand, sessionId: string): void {
    const verdict = whileAPersonHasControl({ id, method, params, ...command });
    const isBusyScript = (method === 'Runtime.evaluate' || method === 'Runtime.callFunctionOn') && params?.['awaitPromise'] !== true;
    this.#commands.set(browserId, { client, id, method, sessionId, isActing: verdict.kind === 'refuse', isBusyScript, sentAtMs: performance.now(), isSettled: false });
    client.pending.add(browserId);
  }

  /** The browser has answered. */
  take(browserId: number): InFlightCommand | undefined {
    const command = this.#commands.get(browserId);
    this.#commands.delete(browserId);
    command?.client.pending.delete(browserId);
    return command;
  }

  /** Those that may still change something do not wait for the browser any more; each is returned once. */
  settleActing(): InFlightCommand[] {
    const acting: InFlightCommand[] = [];
    for (const [browserId, command] of this.#commands) {
      if (!command.isActing || command.isSettled) continue;
      acting.push(command);
      command.client.pending.delete(browserId);
      if (answersForTheDoor.has(command.method)) command.isSettled = true;
      else this.#commands.delete(browserId);
    }
    return acting;
  }

  /** Commands that will get no answer any more. */
  drop(client: CdpClient, isDropped: (command: InFlightCommand) => boolean): void {
    for (const browserId of client.pending) {
      if (!isDropped(this.#commands.get(browserId)!)) continue;
      client.pending.delete(browserId);
      this.#commands.delete(browserId);
    }
  }
}
