import 'reflect-metadata';
export { readConfig } from './config.ts';
export type { GatewayConfig } from './config.ts';
export { startGateway } from './gateway.ts';
export type { Gateway } from './gateway.ts';
