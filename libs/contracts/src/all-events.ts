import { auditEvents } from './audit/events.ts';
import { candidateEvents } from './candidate/events.ts';
import { captureEvents } from './capture/events.ts';
import type { EventDefinition } from './envelope.ts';
import { runEvents } from './run/events.ts';
import { sessionEvents } from './session/events.ts';
import { taskEvents } from './task/events.ts';

/** Every event type that may be in the log, by its name. */
export const EVENT_DEFINITIONS: ReadonlyMap<string, EventDefinition> = new Map(
  [runEvents, taskEvents, candidateEvents, sessionEvents, captureEvents, auditEvents]
    .flatMap((table): EventDefinition[] => Object.values(table))
    .map((definition) => [definition.type, definition]),
);
