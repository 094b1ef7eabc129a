export class ScrapeTimedOut extends Error {
  constructor(timeoutMs: number) {
    super(`the form could not be read within ${timeoutMs} ms`);
    this.name = 'ScrapeTimedOut';
  }
}

/** The page's own scripts, or its changing, keep it from being read. */
export class PageUnreadable extends Error {
  constructor(detail: string) {
    super(`the page could not be read: ${detail}`);
    this.name = 'PageUnreadable';
  }
}

export class FormTooLarge extends Error {
  constructor(detail: string) {
    super(`the form is larger than the limits: ${detail}`);
    this.name = 'FormTooLarge';
  }
}
