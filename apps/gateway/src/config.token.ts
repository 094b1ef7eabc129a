/** Injects the {@link import('./config.ts').GatewayConfig}. */
export const GATEWAY_CONFIG = Symbol('GatewayConfig');
