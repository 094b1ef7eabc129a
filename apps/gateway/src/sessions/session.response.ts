import { ConsoleMode, Viewport, type HandoffView, type SessionView } from '@countersign/contracts';
import { Type } from '@sinclair/typebox';
import { Id, Instant, nullable, oneOf } from '../http/openapi/parts.ts';
import { describes } from '../http/openapi/same.ts';

export const HandoffResponse = describes<HandoffView>()(
  Type.Object({
    id: Id,
    reason: Type.String(),
    instructions: Type.String(),
    deadline: Instant,
    outcome: nullable(oneOf(['done', 'failed', 'timed_out'])),
    note: nullable(Type.String()),
  }),
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
    controlHolder: nullable(Type.String({ description: 'Who drives the browser; null: the automation.' })),
    handoffs: Type.Array(HandoffResponse),
    version: Type.Integer(),
  }),
);
export const HeartbeatResponse = Type.Object({ lastHeartbeatAt: Instant, expiresAt: Instant });
export const ConsoleGrantResponse = Type.Object({ grantId: Id, url: Type.String({ format: 'uri', description: 'Opens the console once; the secret stands in the fragment.' }), mode: ConsoleMode, expiresAt: Instant });
export const ConsoleResponse = Type.Object({ consoleId: Id, mode: ConsoleMode, user: Type.String() });
export const ControlResponse = Type.Object({ token: Type.Integer({ description: 'Fencing token: it grows with every holder.' }) });
export const DevToolsVersionResponse = Type.Object({ Browser: Type.String(), 'Protocol-Version': Type.String(), webSocketDebuggerUrl: Type.String() });
