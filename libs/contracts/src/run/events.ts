import { Type } from '@sinclair/typebox';
import { defineEvent, Uuid, type EventOf } from '../envelope.ts';

export const runEvents = {
  registered: defineEvent('countersign.run.registered.v1', {
    candidateId: Uuid,
    title: Type.Union([Type.String({ maxLength: 300 }), Type.Null()]),
  }),
} as const;
export type RunEvent = EventOf<typeof runEvents>;
