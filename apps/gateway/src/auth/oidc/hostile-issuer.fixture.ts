import { createHmac, createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

type Json = Record<string, unknown>;

/** How the next ID token is made; what is not said is as it should be. */
export interface Forgery {
  readonly claims?: Json;
  readonly header?: Json;
  /** Instead of the signature. */
  readonly signature?: (input: string) => string;
  readonly signedWith?: KeyObject;
  /** Instead of the answer of the token endpoint. */
  readonly answer?: { readonly status: number; readonly body: unknown };
  readonly userinfo?: Json;
}

export function newKey(): { publicKey: KeyObject; privateKey: KeyObject; kid: string } {
  return { ...generateKeyPairSync('rsa', { modulusLength: 2048 }), kid: randomUUID() };
}

/** An issuer that says what it is told to: most of it wrong. */
export class HostileIssuer {
  forgery: Forgery = {};
  /** Those that it publishes; the first signs. */
  keys = [newKey()];
  /** Of the last sign-in that was begun. */
  nonce = '';
  readonly asked: string[] = [];
  readonly url: string;
  #server: Server | undefined;

  constructor(
    private readonly port: number,
    readonly clientId: string,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  async start(): Promise<void> {
    const server = (this.#server = createServer((request, response) => void this.#answer(request, response)));
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  idToken(): string {
    const { claims, header, signature, signedWith } = this.forgery;
    const nowSeconds = Math.floor(Date.now() / 1000);
    const key = this.keys[0]!;
    const parts = [
      { alg: 'RS256', kid: key.kid, ...header },
      { iss: this.url, aud: this.clientId, sub: 'maria', roles: ['reviewer'], nonce: this.nonce, iat: nowSeconds, exp: nowSeconds + 300, ...claims },
    ];
    const input = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signed = signature?.(input) ?? createSign('sha256').update(input).sign(signedWith ?? key.privateKey, 'base64url');
    return `${input}.${signed}`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0]!;
    this.asked.push(path);
    for await (const _ of request);
    const [status, body] = this.#bodyOf(path);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  #bodyOf(path: string): [number, unknown] {
    const { answer, userinfo } = this.forgery;
    switch (path) {
      case '/.well-known/openid-configuration':
        return [200, {
          issuer: this.url, authorization_endpoint: `${this.url}/authorize`, token_endpoint: `${this.url}/token`, jwks_uri: `${this.url}/keys`, userinfo_endpoint: `${this.url}/userinfo`,
          id_token_signing_alg_values_supported: ['RS256'], response_types_supported: ['code'], subject_types_supported: ['public'], authorization_response_iss_parameter_supported: true,
          code_challenge_methods_supported: ['S256'],
        }];
      case '/keys':
        return [200, { keys: this.keys.map(({ publicKey, kid }) => ({ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' })) }];
      case '/userinfo':
        return [200, { sub: this.forgery.claims?.['sub'] ?? 'maria', ...userinfo }];
      case '/token':
        return answer ? [answer.status, answer.body] : [200, { access_token: 'access', token_type: 'Bearer', expires_in: 60, id_token: this.idToken() }];
      default:
        return [404, {}];
    }
  }
}

export function hmac(secret: string | Buffer): (input: string) => string {
  return (input) => createHmac('sha256', secret).update(input).digest('base64url');
}
