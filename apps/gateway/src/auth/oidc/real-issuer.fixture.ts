import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider';

/** People of the issuer by what they type as their login. */
const PEOPLE: Readonly<Record<string, { name: string; groups: string[] }>> = {
  maria: { name: 'Maria Lopez', groups: ['staff', 'reviewers'] },
  ada: { name: 'Ada Park', groups: ['operations'] },
  eve: { name: 'Eve Adams', groups: ['staff'] },
};

export interface RealIssuer {
  readonly url: string;
  stop(): Promise<void>;
}

/** `oidc-provider` with its own pages for signing in and out. */
export async function startRealIssuer({ port, redirectUri, backTo, client }: { port: number; redirectUri: string; backTo: string; client: { id: string; secret?: string } }): Promise<RealIssuer> {
  const url = `http://127.0.0.1:${port}`;
  const provider = new Provider(url, {
    clients: [{
      client_id: client.id, redirect_uris: [redirectUri], post_logout_redirect_uris: [backTo], response_types: ['code'], grant_types: ['authorization_code'],
      ...(client.secret === undefined ? { token_endpoint_auth_method: 'none' as const } : { client_secret: client.secret }),
    }],
    claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email', 'email_verified'] },
    findAccount: (_context: unknown, login: string) => {
      const person = PEOPLE[login];
      return person && { accountId: login, claims: () => ({ sub: login, ...person, email: `${login}@acme.example`, email_verified: true }) };
    },
    pkce: { required: () => true },
    cookies: { keys: ['a key of this test'] },
  });
  const server: Server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
