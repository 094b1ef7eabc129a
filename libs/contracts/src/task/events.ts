import { Type } from '@sinclair/typebox';
import { defineEvent, Uuid, type EventOf } from '../envelope.ts';

export const taskEvents = {
  registered: defineEvent('countersign.task.registered.v1', {
    runId: Uuid,
    url: Type.String({ minLength: 1, maxLength: 2000 }),
    company: Type.String({ minLength: 1, maxLength: 300 }),
    title: Type.String({ minLength: 1, maxLength: 300 }),
  }),
} as const;
export type TaskEvent = EventOf<typeof taskEvents>;
