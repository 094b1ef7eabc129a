import type { IncomingHttpHeaders } from 'node:http';
import type { GatewayConfig } from '../config.ts';

/**
 * Where WebSockets of this gateway are for a caller, as the caller reached it: a container reaches the gateway under another
 * name than a person does. Only where the gateway is known to be behind TLS does a proxy's word count for how the caller came.
 */
export function webSocketBase({ host, 'x-forwarded-proto': forwardedProtocol }: IncomingHttpHeaders, { publicUrl, basePath }: Pick<GatewayConfig, 'publicUrl' | 'basePath'>): string {
  const own = new URL(publicUrl);
  if (host === undefined || host === own.host || !/^[A-Za-z0-9.:[\]-]{1,255}$/.test(host)) return publicUrl.replace(/^http/, 'ws');
  const isSecure = own.protocol === 'https:' && forwardedProtocol === 'https';
  return `${isSecure ? 'wss' : 'ws'}://${host}${basePath}`;
}
