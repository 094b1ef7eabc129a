import type { SignInFailure } from '@countersign/contracts';
import {
  allowInsecureRequests, AuthorizationResponseError, authorizationCodeGrant, buildAuthorizationUrl, buildEndSessionUrl, calculatePKCECodeChallenge, ClientError, ClientSecretBasic, ClientSecretPost,
  clockTolerance, Configuration, discovery, enableNonRepudiationChecks, fetchUserInfo, None, ResponseBodyError, WWWAuthenticateChallengeError, type ClientAuth, type ServerMetadata,
} from 'openid-client';
import { claimAt, type Claims } from './claimed-person.ts';
import type { OidcConfig } from '../../config.ts';
import type { Attempt } from './sign-in-attempt.ts';

/** For each answer of the issuer. */
const TIMEOUT_SECONDS = 10;
/** How long what the issuer says of itself is believed. */
const METADATA_FOR_MS = 10 * 60_000;

export class OidcFailure extends Error {
  override readonly name = 'OidcFailure';
  constructor(readonly failure: Extract<SignInFailure, 'issuer_unreachable' | 'issuer_refused' | 'token_refused'>, cause: unknown) {
    super([failure, ...messagesOf(cause)].join(': '), { cause });
  }
}

/** Talks to the issuer of OpenID Connect. Nothing that it gives out is kept. */
export class OidcIssuer {
  #known: { readonly metadata: Promise<ServerMetadata>; readonly untilMs: number } | undefined;

  constructor(
    private readonly config: OidcConfig,
    private readonly redirectUri: string,
  ) {}

  /** Where the browser goes to sign in. @throws OidcFailure issuer_unreachable */
  async signInUrl({ state, nonce, codeVerifier }: Attempt): Promise<string> {
    const client = await this.#client();
    return buildAuthorizationUrl(client, {
      redirect_uri: this.redirectUri, scope: this.config.scopes, state, nonce, code_challenge: await calculatePKCECodeChallenge(codeVerifier), code_challenge_method: 'S256',
    }).href;
  }

  /** What the issuer says of who has signed in there, in a token that it signed. `query` is what the browser came back with. @throws OidcFailure */
  async claims(query: URLSearchParams, { state, nonce, codeVerifier }: Attempt): Promise<Claims> {
    const client = await this.#client();
    const url = new URL(this.redirectUri);
    url.search = query.toString();
    try {
      const tokens = await authorizationCodeGrant(client, url, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true });
      const claims = tokens.claims()!;
      if (client.serverMetadata().userinfo_endpoint === undefined || this.#hasAll(claims)) return claims;
      return { ...(await fetchUserInfo(client, tokens.access_token, claims.sub)), ...claims };
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** Where the person can sign out there; null: the issuer has no such place, or cannot be asked now. */
  async signOutUrl(backTo: string): Promise<string | null> {
    const client = await this.#client().catch(() => undefined);
    if (client?.serverMetadata().end_session_endpoint === undefined) return null;
    return buildEndSessionUrl(client, { post_logout_redirect_uri: backTo }).href;
  }

  #hasAll(claims: Claims): boolean {
    const { userClaim, rolesClaim, allowedDomains } = this.config;
    return [userClaim, rolesClaim, 'name', ...(allowedDomains.length > 0 ? ['email'] : [])].every((name) => claimAt(claims, name) !== undefined);
  }

  /** A new one each time: it fetches the keys of the issuer anew, so that one that was replaced or withdrawn a moment ago is not believed. */
  async #client(): Promise<Configuration> {
    const { issuer, clientId, clientSecret, clockSkewSeconds } = this.config;
    const metadata = await this.#metadata();
    const client = new Configuration(metadata, clientId, { [clockTolerance]: clockSkewSeconds }, authenticationOf(clientSecret, metadata));
    client.timeout = TIMEOUT_SECONDS;
    // The signature counts although the token came from the issuer itself over TLS.
    enableNonRepudiationChecks(client);
    if (issuer.startsWith('http:')) allowInsecureRequests(client);
    return client;
  }

  async #metadata(): Promise<ServerMetadata> {
    if (!this.#known || this.#known.untilMs < Date.now()) {
      const { issuer, clientId } = this.config;
      const metadata = discovery(new URL(issuer), clientId, undefined, None(), { timeout: TIMEOUT_SECONDS, ...(issuer.startsWith('http:') ? { execute: [allowInsecureRequests] } : {}) })
        .then((found) => found.serverMetadata());
      const known = (this.#known = { metadata, untilMs: Date.now() + METADATA_FOR_MS });
      metadata.catch(() => {
        if (this.#known === known) this.#known = undefined;
      });
    }
    try {
      return await this.#known.metadata;
    } catch (error) {
      throw new OidcFailure('issuer_unreachable', error);
    }
  }
}

function authenticationOf(secret: string | undefined, { token_endpoint_auth_methods_supported: methods }: ServerMetadata): ClientAuth {
  if (secret === undefined) return None();
  return methods === undefined || methods.includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret);
}

/** Of an error and of what caused it. */
function messagesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null || !('message' in error)) return error === undefined ? [] : [String(error).slice(0, 200)];
  return [String(error.message).slice(0, 200), ...('cause' in error ? messagesOf(error.cause) : [])];
}

const NO_ANSWER: ReadonlySet<string | undefined> = new Set([
  'OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_MISSING_SERVER_METADATA', 'OAUTH_INVALID_SERVER_METADATA',
]);

function failureOf(error: unknown): unknown {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError || error instanceof WWWAuthenticateChallengeError) return new OidcFailure('issuer_refused', error);
  // What fetch says when a connection cannot be made, or breaks off.
  if (messagesOf(error).some((message) => message === 'fetch failed' || message === 'terminated')) return new OidcFailure('issuer_unreachable', error);
  return error instanceof ClientError ? new OidcFailure(NO_ANSWER.has(error.code) ? 'issuer_unreachable' : 'token_refused', error) : error;
}
