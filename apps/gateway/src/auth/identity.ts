import type { Role } from '@countersign/contracts';

/** Who sends a request, as its credentials say. */
export interface Identity {
  /** `user:<name>` or `key:<id>`. */
  readonly actor: string;
  /** For people to read; null: the actor has to do. */
  readonly name: string | null;
  readonly roles: readonly Role[];
  /** A cookie is sent by the browser whatever page asks for it, so its requests must name their origin. */
  readonly by: 'api_key' | 'cookie';
  /** Of the key, or of the sign-in. */
  readonly credentialId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | undefined;
  }
}
