import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalAnswers, type Answer, type CaptureEvent } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import type { Browser, Page } from 'playwright-core';
import { sha256Of } from '../capture/captures.ts';
import { currentFields, type Capture, type CaptureState } from '../capture/domain/capture.ts';
import type { CaptureCommand } from '../capture/domain/commands.ts';
import { captureDecider, currentDigest } from '../capture/domain/decide.ts';
import type { ScrapedForm } from '../scraping/form-scraper.ts';
import { PlaywrightFormScraper } from '../scraping/playwright-form-scraper.ts';
import { launchBrowser } from '../scraping/spec-browser.fixture.ts';
import { compare } from './compare.ts';
import { fill } from './fill.ts';
import { showForm, startGallery, type Gallery } from './gallery.fixture.ts';
import { generatedForms, type GeneratedField } from './generated-forms.fixture.ts';
import { observe } from './observe.ts';
import { press } from './press.ts';
import { readBack } from './read-back.ts';

/** Only against a hang: machines that run tests are busy. */
const BUSY_TIMEOUT_MS = 90_000;
const FORMS = Number(process.env['COUNTERSIGN_FORMS'] ?? (process.env['COUNTERSIGN_THOROUGH'] ? 100 : 25));
/** Every kind comes up at least eight times in a hundred forms. */
const FIELDS_EACH = 4;
const SEED = Number(process.env['COUNTERSIGN_SEED'] ?? 20_261);
/** Pages at a time, each in a window of its own: most of the time is waiting for scripts. */
const PAGES = 3;

const decider = captureDecider(sha256Of);
let browser: Browser;
let gallery: Gallery;
beforeAll(async () => {
  [browser, gallery] = await Promise.all([launchBrowser(), startGallery()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await gallery.close();
});

/** The rules of a capture without their log: a refusal fails the test. */
function decide(state: CaptureState, command: CaptureCommand): Capture {
  const decision: readonly CaptureEvent[] | Rejected = decider.decide(command, state);
  if (decision instanceof Rejected) throw new Error(`${command.type}: ${decision.code} ${decision.message} ${JSON.stringify(decision.details)}`);
  return decision.reduce<CaptureState>((current, event) => decider.evolve(current, event), state)!;
}

function captured({ questions, fingerprint, url }: ScrapedForm): Capture {
  const form = { sessionId: null, adapter: 'generic', url, pageTitle: null, targetId: null, step: 1, steps: 1, fingerprint, questions, capturedAt: '2026-11-29T10:00:00.000Z' };
  return decide(null, { type: 'capture', taskId: randomUUID(), runId: randomUUID(), candidateId: randomUUID(), form, answers: [] });
}

/** capture → answer → approve → read again, fill, read back, send; what the server got. */
async function roundTrip(page: Page, fields: readonly GeneratedField[], path: string) {
  const scraper = new PlaywrightFormScraper();
  const draw = () => showForm(page, fields.map(({ field }) => field), path);
  await draw();
  const first = await scraper.scrape(page, { timeoutMs: BUSY_TIMEOUT_MS });
  const idOf = new Map(first.questions.map(({ question, id }) => [question, id]));
  const answers = fields.map(({ field, answer }) => ({ fieldId: idOf.get(field.label) ?? `no question "${field.label}" (${field.kind}) among ${[...idOf.keys()].join(' | ')}`, answer }));
  let capture = captured(first);
  capture = decide(capture, { type: 'edit', expectedVersion: capture.version, byPerson: true, answers });
  capture = decide(capture, { type: 'approve', answersSha256: currentDigest(capture, sha256Of) });
  await draw();
  const scraped = await scraper.scrape(page, { timeoutMs: BUSY_TIMEOUT_MS });
  expect(scraped.questions).toEqual(first.questions);
  expect(scraped.fingerprint).toBe(capture.form.fingerprint);
  const approved: Record<string, Answer> = Object.fromEntries(currentFields(capture).map(({ id, answer }) => [id, answer]));
  const files = new Map(fields.flatMap(({ answer, bytes }) => (bytes ? [[JSON.stringify(answer), bytes] as const] : [])));
  const problems = await fill(scraped, approved, { file: async (answer) => files.get(JSON.stringify(answer))! });
  const differences = compare(scraped.questions, approved, await readBack(scraped), problems);
  expect(differences).toEqual([]);
  const answersSha256 = sha256Of(canonicalAnswers(1, currentFields(capture)));
  const submissionId = randomUUID();
  expect(decide(capture, { type: 'start_submission', submissionId, answersSha256 }).status).toBe('submitting');
  const outcome = await observe(await press(scraped, 'submit'), { timeoutMs: BUSY_TIMEOUT_MS });
  expect(outcome).toMatchObject({ outcome: 'submitted' });
  const got = gallery.received.filter((received) => received.path === path);
  expect(got).toHaveLength(1);
  return got[0]!.form;
}

describe('generated forms', () => {
  it(`${FORMS} of them arrive as they were approved, byte for byte (ci)`, async () => {
    const forms = generatedForms(FORMS, FIELDS_EACH, SEED);
    const failures: string[] = [];
    let next = 0;
    const work = async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(gallery.page([]), { timeout: BUSY_TIMEOUT_MS });
      for (let index = next++; index < forms.length; index = next++) {
        const fields = forms[index]!;
        const expected = Object.fromEntries(fields.filter(({ sent }) => sent.length > 0).map(({ field, sent }) => [field.name, sent]));
        await roundTrip(page, fields, `/received/${index}`).then((form) => expect(form).toEqual(expected)).catch((error: Error) => failures.push(`form ${index} (seed ${SEED}): ${error.message}\n${JSON.stringify(fields)}`));
      }
      await context.close();
    };
    await Promise.all(Array.from({ length: PAGES }, work));
    expect(failures.slice(0, 5).join('\n\n')).toBe('');
    expect(gallery.received).toHaveLength(FORMS);
  }, 600_000);
});
