/** What is injected by name because it is an interface or a value. */
export const CONFIG = Symbol('CONFIG');
export const LOGGER = Symbol('LOGGER');
export const BROWSER_HOST = Symbol('BROWSER_HOST');
export const STREAM_SERVER = Symbol('STREAM_SERVER');
export const SESSION_LEASES = Symbol('SESSION_LEASES');
export const RECORDING_STORE = Symbol('RECORDING_STORE');
export const SESSION_REGISTRY = Symbol('SESSION_REGISTRY');
export const NODE_STANDING = Symbol('NODE_STANDING');
export const HEARING = Symbol('HEARING');
export const CLOCK = Symbol('CLOCK');
export const SESSION_PROFILES = Symbol('SESSION_PROFILES');
