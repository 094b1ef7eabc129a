/** Injects the {@link import('./config.ts').CaptureServiceConfig}. */
export const CONFIG = Symbol('CaptureServiceConfig');
/** Injects the pino logger. */
export const LOGGER = Symbol('Logger');
/** Injects the NATS client that asks other services. */
export const COMMAND_CLIENT = Symbol('CommandClient');
/** Injects the {@link import('./scraping/form-scraper.ts').FormScraper}. */
export const FORM_SCRAPER = Symbol('FormScraper');
