/** What Nest's transport takes of `nats://[user:password@ | token@]host:port`, several separated by commas: credentials beside the servers. */
export function natsServers(natsUrl: string): { servers: string[]; user?: string; pass?: string; token?: string } {
  const urls = natsUrl.split(',').map((part) => new URL(part.trim()));
  const { username, password } = urls.find((url) => url.username) ?? { username: '', password: '' };
  const user = decodeURIComponent(username);
  return {
    servers: urls.map((url) => `${url.protocol === 'tls:' ? 'tls://' : ''}${url.host}`),
    ...(password ? { user, pass: decodeURIComponent(password) } : user ? { token: user } : {}),
  };
}
