import type { Dialog, ElementHandle, Frame, Page, Request, Response } from 'playwright-core';
import { delay, within } from '../scraping/deadline.ts';
import type { FormAction } from '../scraping/raw-form.ts';
import type { ScrapedForm } from '../scraping/form-scraper.ts';
import { saysTaken } from './confirmation-text.ts';
import { shownLines } from './page-text.ts';

/** A request that the page sent after the click and that may carry the form. */
export interface SentRequest {
  method: string;
  url: string;
  /** null: not answered yet, or failed. */
  status: number | null;
  failed: boolean;
  /** A script sent it, and the answer says in so many words that an application was taken. */
  taken: boolean;
}

/** The one click, with what is needed to see what it did. */
export interface Pressed {
  scraped: ScrapedForm;
  action: FormAction;
  page: Page;
  pressedAt: number;
  before: { url: string; lines: Set<string>; errors: Set<string> };
  sent: SentRequest[];
  /** What the page asked in a dialog, and "yes" was answered. */
  dialogs: string[];
  /** The click may not have reached the button. */
  doubt: string | null;
  /** Ends the watching; {@link observe} does. */
  release(): void;
}

/** Surely nothing was clicked. */
export class NotPressed extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'NotPressed';
  }
}

const REACH_TIMEOUT_MS = 4_000;
const REACH_POLL_MS = 100;
const CLICK_TIMEOUT_MS = 5_000;
const REQUESTS_MAX = 200;
const NOISE = /(google-analytics|googletagmanager|doubleclick|segment\.(io|com)|sentry|datadoghq|newrelic|nr-data|hotjar|fullstory|mixpanel|amplitude|facebook\.com\/tr|linkedin\.com\/(li|px)|bat\.bing|clarity\.ms|hcaptcha|recaptcha|\/(collect|beacon|telemetry|metrics|analytics|events?\/track)\b)/i;

/**
 * Presses the button that sends the form, or takes it a step further, exactly once. Throws {@link NotPressed} when there is
 * no such button or it cannot be pressed; any other doubt is for {@link observe} and, in the end, for a person.
 */
export async function press(scraped: ScrapedForm, action: FormAction): Promise<Pressed> {
  const { handles } = scraped;
  const page = handles.page;
  const button = await findButton(scraped, action);
  const disabled = await button.evaluate((element) => element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true');
  if (disabled) throw new NotPressed('the button is disabled');
  const [lines, outcome] = await Promise.all([shownLines(page), handles.reader.evaluate((reader, refs) => reader.outcome(refs), handles.refs())]);
  const pressed: Pressed = {
    scraped,
    action,
    page,
    pressedAt: performance.now(),
    before: { url: page.url(), lines: new Set(lines), errors: new Set(outcome.errors.map(({ ref, message }) => `${ref}:${message}`)) },
    sent: [],
    dialogs: [],
    doubt: null,
    release: () => undefined,
  };
  pressed.release = watch(page, pressed);
  try {
    await clickOnce(button, pressed);
  } catch (error) {
    pressed.release();
    throw error;
  }
  return pressed;
}

async function findButton({ handles }: ScrapedForm, action: FormAction): Promise<ElementHandle<HTMLElement>> {
  const find = async () => {
    const ref = handles.buttonRef(action);
    return ref === null ? null : handles.element(ref);
  };
  const found = await find();
  if (found !== null) return found;
  await handles.rebind();
  const again = await find();
  if (again === null) throw new NotPressed(action === 'submit' ? 'the page has no button that sends the form' : 'the page has no button that goes on');
  return again;
}

/** Requests and dialogs from now on. */
function watch(page: Page, pressed: Pressed): () => void {
  const known = new Map<Request, SentRequest>();
  const onRequest = (request: Request) => {
    if (!/^(POST|PUT|PATCH)$/.test(request.method()) || NOISE.test(request.url()) || request.resourceType() === 'ping' || known.size >= REQUESTS_MAX) return;
    const sent: SentRequest = { method: request.method(), url: request.url().slice(0, 500), status: null, failed: false, taken: false };
    known.set(request, sent);
    pressed.sent.push(sent);
  };
  const onResponse = (response: Response) => {
    const sent = known.get(response.request());
    if (sent === undefined) return;
    sent.status = response.status();
    if (response.ok() && /^(xhr|fetch)$/.test(response.request().resourceType())) void response.json().then((body: unknown) => (sent.taken = saysTaken(body)), () => undefined);
  };
  const onFailed = (request: Request) => {
    const sent = known.get(request);
    if (sent !== undefined) sent.failed = true;
  };
  // "Do you want to send your application?": that is what was approved.
  const onDialog = (dialog: Dialog) => {
    if (pressed.dialogs.length < 20) pressed.dialogs.push(dialog.message().slice(0, 500));
    void dialog.accept().catch(() => undefined);
  };
  page.on('request', onRequest).on('response', onResponse).on('requestfailed', onFailed).on('dialog', onDialog);
  return () => void page.off('request', onRequest).off('response', onResponse).off('requestfailed', onFailed).off('dialog', onDialog);
}

/** Whether a click would hit the button. Looks only: a click on trial sends events as well, and hides them from most scripts, not from all. */
async function canBeReached(button: ElementHandle<HTMLElement>, frame: Frame): Promise<boolean> {
  for (const deadline = performance.now() + REACH_TIMEOUT_MS; ; await delay(REACH_POLL_MS)) {
    const hit = await within(isHit(button, frame), REACH_TIMEOUT_MS, () => false).catch(() => false);
    if (hit || performance.now() > deadline) return hit;
  }
}

async function isHit(button: ElementHandle<HTMLElement>, frame: Frame): Promise<boolean> {
  await button.scrollIntoViewIfNeeded({ timeout: REACH_TIMEOUT_MS });
  let middle = await button.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const point = { x: x + width / 2, y: y + height / 2 };
    let hit = document.elementFromPoint(point.x, point.y);
    for (let inner = hit; inner?.shadowRoot; hit = inner) {
      const deeper = inner.shadowRoot.elementFromPoint(point.x, point.y);
      if (deeper === null || deeper === inner) break;
      inner = deeper;
    }
    for (let node: Node | null = hit; node; node = node.parentNode ?? (node as ShadowRoot).host ?? null) if (node === element) return point;
    return null;
  });
  for (let at = frame; middle !== null && at.parentFrame() !== null; at = at.parentFrame()!) {
    const around = (await at.frameElement()) as ElementHandle<HTMLElement>;
    middle = await around.evaluate((element, inside) => {
      const { x, y } = element.getBoundingClientRect();
      const point = { x: x + (element as HTMLElement).clientLeft + inside.x, y: y + (element as HTMLElement).clientTop + inside.y };
      return (element.getRootNode() as Document | ShadowRoot).elementFromPoint(point.x, point.y) === element ? point : null;
    }, middle);
  }
  return middle !== null;
}

/** A real click where the button can be reached; where something covers it, the click is given to the button itself. Never both. */
async function clickOnce(button: ElementHandle<HTMLElement>, pressed: Pressed): Promise<void> {
  const reachable = await canBeReached(button, pressed.scraped.handles.frame);
  pressed.pressedAt = performance.now();
  if (!reachable) {
    const clicked = await within(
      button.evaluate((element) => {
        if (!element.isConnected) return false;
        setTimeout(() => element.click(), 0);
        return true;
      }),
      CLICK_TIMEOUT_MS,
      () => null,
    ).catch(() => null);
    if (clicked === false) throw new NotPressed('the button is no longer on the page');
    if (clicked === null) pressed.doubt = 'the page did not say whether it took the click';
    return;
  }
  try {
    await button.click({ timeout: CLICK_TIMEOUT_MS, noWaitAfter: true });
  } catch (error) {
    pressed.doubt = `the click was not confirmed: ${((error as Error).message.split('\n')[0] ?? '').slice(0, 300)}`;
  }
}
