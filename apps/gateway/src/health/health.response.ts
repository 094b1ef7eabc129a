import { Type } from '@sinclair/typebox';
import { nullable, oneOf } from '../http/openapi/parts.ts';

export const LiveResponse = Type.Object({ status: Type.Literal('live') });

const part = { status: oneOf(['up', 'down']), roundTripMs: nullable(Type.Number()), detail: Type.Optional(Type.Unknown()), error: Type.Optional(Type.String()) };
export const HealthResponse = Type.Object({
  status: Type.Unsafe<'ready' | 'degraded' | 'unavailable'>({
    type: 'string',
    enum: ['ready', 'degraded', 'unavailable'],
    description: 'degraded (503): a service does not answer, so its commands fail; reads work. unavailable (503): the gateway itself cannot work.',
  }),
  checks: Type.Object({
    nats: Type.Object(part),
    postgres: Type.Object(part),
    readModel: Type.Object(part),
    'session-service': Type.Object(part),
    'capture-service': Type.Object(part),
  }),
});
