import { ROLES, type MeView } from '@countersign/contracts';
import { Type } from '@sinclair/typebox';
import { Instant, nullable, oneOf } from '../http/openapi/parts.ts';
import { describes } from '../http/openapi/same.ts';

const roles = Type.Array(oneOf(ROLES));

export const MeResponse = describes<MeView>()(Type.Object({ actor: Type.String({ examples: ['user:local'] }), roles }));
export const SignInLinkResponse = Type.Object({ url: Type.String({ format: 'uri' }), expiresAt: Instant });

const apiKey = { id: Type.String(), name: Type.String(), roles, createdBy: Type.String(), createdAt: Instant, revokedAt: nullable(Instant) };
export const ApiKeyListResponse = Type.Object({ items: Type.Array(Type.Object(apiKey)) });
export const NewApiKeyResponse = Type.Object({ ...apiKey, key: Type.String({ description: '`cs_<id>_<secret>`; shown this once.' }) });
