export class ScrapeTimedOut extends Error {
  constructor(timeoutMs: number) {
    super(`the form could not be read within ${timeoutMs} ms`);
    this.name = 'ScrapeTimedOut';
  }
}

export class FormTooLarge extends Error {
  constructor(detail: string) {
    super(`the form is larger than the limits: ${detail}`);
    this.name = 'FormTooLarge';
  }
}
