import { ROLES, SIGN_IN_METHODS, type ApiKeyView, type MeView, type SignedOutView, type SignInOptionsView, type SignInView } from '@countersign/contracts';
import { Type } from '@sinclair/typebox';
import { Id, Instant, nullable, oneOf } from '../http/openapi/parts.ts';
import { describes } from '../http/openapi/same.ts';

const roles = Type.Array(oneOf(ROLES));
const actor = Type.String({ examples: ['user:local'] });
const name = nullable(Type.String({ description: 'For people to read, as the issuer says it.' }));

export const MeResponse = describes<MeView>()(Type.Object({ actor, name, roles }));
export const SignInLinkResponse = Type.Object({ url: Type.String({ format: 'uri' }), expiresAt: Instant });
export const SignInOptionsResponse = describes<SignInOptionsView>()(Type.Object({
  links: Type.Boolean({ description: 'One-time links are taken.' }),
  oidc: nullable(Type.Object({ name: Type.String({ description: 'What people call the issuer.' }), path: Type.String({ description: 'Where a browser begins to sign in with it.' }) })),
}));
export const SignedOutResponse = describes<SignedOutView>()(Type.Object({ issuerSignOutUrl: nullable(Type.String({ format: 'uri' })) }));
export const SignInResponse = describes<SignInView>()(Type.Object({
  id: Id, actor, name, roles, method: oneOf(SIGN_IN_METHODS), signedInAt: Instant, lastSeenAt: Instant, expiresAt: Instant, current: Type.Boolean({ description: 'It is the one that asks.' }),
}));

const apiKey = {
  id: Type.String({ examples: ['ab_cd-ef_gh1'] }), name: Type.String(), roles, createdBy: Type.String(), createdAt: Instant,
  expiresAt: nullable(Instant), lastUsedAt: nullable(Instant), revokedAt: nullable(Instant),
};
export const ApiKeyResponse = describes<ApiKeyView>()(Type.Object(apiKey));
export const NewApiKeyResponse = Type.Object({ ...apiKey, key: Type.String({ description: '`cs_<id>_<secret>`; shown this once.' }) });
