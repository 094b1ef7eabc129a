import {
  ConsoleMode, ProfileName, Viewport, type ConsoleGrantView, type ConsoleView, type HandoffView, type ListedHandoffView, type OpenConsoleView, type HeartbeatResult, type ProfileView, type SessionView,
} from '@countersign/contracts';
import { Type } from '@sinclair/typebox';
import { Id, Instant, nullable, oneOf } from '../http/openapi/parts.ts';
import { describes } from '../http/openapi/same.ts';

const handoff = {
  id: Id,
  reason: Type.String(),
  instructions: Type.String(),
  requestedAt: Instant,
  requestedBy: Type.String({ description: 'Actor.', examples: ['key:ab12cd34ef56'] }),
  deadline: Instant,
  outcome: nullable(oneOf(['done', 'failed', 'timed_out'], 'null while it is open. `failed` also when the session ends before anybody completes it.')),
  note: nullable(Type.String()),
  completedAt: nullable(Instant),
  completedBy: nullable(Type.String({ description: 'Actor: a person, who ended the session, or the service at the deadline.', examples: ['user:local'] })),
};
export const HandoffResponse = describes<HandoffView>()(Type.Object(handoff));
export const ListedHandoffResponse = describes<ListedHandoffView>()(Type.Object({ ...handoff, sessionId: Id, runId: Id }));
const controlResponse = {
  controlHolder: nullable(Type.String({ description: 'Who drives the browser; null: the automation.' })),
  controlToken: nullable(Type.Integer({ description: 'Fencing token of the holder.' })),
  controlSince: nullable(Instant),
};
const OpenConsoleResponse = describes<OpenConsoleView>()(
  Type.Object({ consoleId: Id, grantId: Id, user: Type.String(), mode: ConsoleMode, openedAt: Instant }),
);
export const SessionResponse = describes<SessionView>()(
  Type.Object({
    id: Id,
    runId: Id,
    status: oneOf(['active', 'expired', 'terminated']),
    endedReason: nullable(oneOf(['heartbeat_lost', 'deadline_reached', 'requested', 'browser_crashed', 'host_lost', 'shutdown', 'start_failed'])),
    endedAt: nullable(Instant),
    provider: Type.Literal('novnc'),
    userConsoleUrl: Type.String({ format: 'uri', description: 'The console page without a secret.' }),
    viewport: Viewport,
    startedAt: Instant,
    lastHeartbeatAt: nullable(Instant),
    expiresAt: Instant,
    node: Type.String(),
    ...controlResponse,
    consoles: Type.Array(OpenConsoleResponse, { description: 'Open ones, oldest first.' }),
    profile: nullable(Type.Object({ name: ProfileName, save: Type.Boolean() }, { description: 'What it was started from; null: an empty browser that is not kept.' })),
    handoffs: Type.Array(HandoffResponse),
    egressAllow: nullable(Type.Array(Type.String(), { description: 'The hosts that it was narrowed to; null: all that its node lets browsers reach.' })),
    recorded: Type.Boolean({ description: 'Its screen is recorded, or was.' }),
    version: Type.Integer(),
  }),
);
export const ProfileResponse = describes<ProfileView>()(
  Type.Object({
    name: ProfileName,
    version: Type.Integer({ description: '0: nothing was saved yet.' }),
    savedAt: nullable(Instant),
    savedBy: nullable(Type.String({ format: 'uuid', description: 'Session that saved it.' })),
    sizeBytes: nullable(Type.Integer({ description: 'Sealed.' })),
    inUseBy: nullable(Type.String({ format: 'uuid', description: 'Session that will save to it.' })),
  }),
);
export const HeartbeatResponse = describes<HeartbeatResult>()(
  Type.Object({ lastHeartbeatAt: Instant, leaseEndsAt: nullable(Type.String({ format: 'date-time', description: 'It ends then unless it is heard of before; null: it has no lease.' })), expiresAt: Instant }),
);
export const NewConsoleGrantResponse = Type.Object({ grantId: Id, url: Type.String({ format: 'uri', description: 'Opens the console once; the secret stands in the fragment.' }), mode: ConsoleMode, expiresAt: Instant });
export const ConsoleGrantResponse = describes<ConsoleGrantView>()(
  Type.Object({
    grantId: Id,
    mode: ConsoleMode,
    user: Type.String({ description: 'Who may open it.', examples: ['user:maria'] }),
    grantedBy: Type.String({ description: 'Actor.', examples: ['key:ab12cd34ef56'] }),
    grantedAt: Instant,
    expiresAt: Type.String({ format: 'date-time', description: 'Until then it can be opened.', examples: ['2026-11-22T09:31:00.000Z'] }),
    status: oneOf(['granted', 'opened', 'closed', 'expired', 'revoked'], '`granted`: its link still opens a console. `opened`: it did, and the console is open. `closed`: that console is over.'),
    consoleId: nullable(Id),
    openedAt: nullable(Instant),
    endedAt: nullable(Type.String({ format: 'date-time', description: 'When it was revoked, or what it opened was closed.' })),
  }),
);
export const ConsoleResponse = Type.Object({ consoleId: Id, mode: ConsoleMode, user: Type.String() });
export const ConsoleStateResponse = describes<ConsoleView>()(
  Type.Object({
    consoleId: Id,
    mode: ConsoleMode,
    user: Type.String({ description: 'Whose console it is.' }),
    hasControl: Type.Boolean({ description: 'Its person drives the browser by it.' }),
    controlIdleSeconds: Type.Integer({ description: 'Control that is not used for so long goes back to the automation.' }),
    session: Type.Composite([
      Type.Pick(SessionResponse, ['id', 'status', 'endedReason', 'viewport', 'expiresAt', 'controlHolder', 'controlToken', 'controlSince', 'recorded', 'version']),
      Type.Object({ handoffs: Type.Array(HandoffResponse, { description: 'Those that are open.' }) }),
    ]),
  }),
);
export const ControlResponse = Type.Object({ token: Type.Integer({ description: 'Fencing token: it grows with every holder.' }) });
export const DevToolsVersionResponse = Type.Object({
  Browser: Type.String({ examples: ['Chrome/156.0.8078.79'] }), 'Protocol-Version': Type.String(), 'User-Agent': Type.String(), 'V8-Version': Type.String(), webSocketDebuggerUrl: Type.String(),
});
export const DevToolsTargetsResponse = Type.Array(Type.Object({ id: Type.String(), type: Type.Literal('page'), title: Type.String(), url: Type.String() }));
