import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { captureCommands, DOCUMENTS_BUCKET, type FormField, type RequestHandoff } from '@countersign/contracts';
import { classicDescription, startJobBoard, type JobBoard } from '@countersign/e2e/job-board';
import { Objm, StorageType } from '@nats-io/obj';
import type { Page } from 'playwright-core';
import { ada } from '../answering/candidates.fixture.ts';
import { boardDescription } from '../scraping/adapters/board-description.ts';
import { PlaywrightFormScraper } from '../scraping/playwright-form-scraper.ts';
import { observe } from '../submitting/observe.ts';
import { press } from '../submitting/press.ts';
import { forms, resumeFile, smartrecruitersSteps, workdayReceived, workdaySteps, type ExpectedForm } from './look-alikes.fixture.ts';
import { RunningService } from './running-service.fixture.ts';

// A wizard is ten commands in a real browser; only against a hang.
jest.setTimeout(300_000);
const pdf = Buffer.from('%PDF-1.4 a resume');
const resume = { ...resumeFile, sha256: createHash('sha256').update(pdf).digest('hex'), sizeBytes: pdf.length };
const FORMS = forms(resume);
const service = new RunningService();
let board: JobBoard;
let asked: RequestHandoff[];

beforeAll(async () => {
  [board] = await Promise.all([startJobBoard(), service.start()]);
  // Only against a hang: machines that run tests are busy.
  Object.assign(service.config, { pageTimeoutMs: 75_000, outcomeTimeoutMs: 45_000, signInWaitMs: 60_000 });
  const documents = await new Objm(service.connection).create(DOCUMENTS_BUCKET, { storage: StorageType.File });
  await documents.putBlob({ name: resume.sha256 }, pdf);
  expect(await service.register({ resume: ada.resume, documents: [{ kind: 'resume', ...resume }] })).toMatchObject({ ok: true });
}, 60_000);
afterAll(async () => {
  await service.stop();
  await board.stop();
}, 30_000);
beforeEach(() => {
  asked = [];
  service.onHandoff = async (request) => void asked.push(request);
});

type Expected = ExpectedForm['questions'];
const marked = ({ question, type, required, sensitive, options, requiredGroup }: FormField) => [question, type, [required ? '!' : '', sensitive ? 's' : '', options ? String(options.length) : '', requiredGroup ?? ''].filter(Boolean).join(' ')];
const submit = (id: string) => service.send<{ status: string }>(captureCommands.submit, { id });

/** The step as it was read must be the expected one; a person gives the answers and approves. */
async function answerStep(id: string, expected: Expected): Promise<void> {
  const { fields, form } = await service.state(id);
  const current = fields.filter(({ step }) => step === form.step);
  expect(current.map(marked)).toEqual(expected.map(([question, type, marks]) => [question, type, marks]));
  await service.edit(id, Object.fromEntries(current.map((field, index) => [field.id, expected[index]![3]])));
  expect(await service.approve(id)).toMatchObject({ ok: true, result: { status: 'approved' } });
}

/** What the board received last: values, and names of files. */
function receivedBy(name: string): Record<string, string | string[]> {
  const application = board.received().findLast(({ job }) => job === `look-alikes/${name}`);
  const fields = Object.entries(application?.fields ?? {}).map(([key, values]) => [key, values.length === 1 ? values[0]! : values] as const);
  return { ...Object.fromEntries(fields), ...Object.fromEntries(Object.entries(application?.files ?? {}).map(([key, file]) => [key, file.name])) };
}
const count = (name: string) => board.received().filter(({ job }) => job === `look-alikes/${name}`).length;

describe('forms of one page', () => {
  it.each(Object.keys(FORMS).map((name) => [name, name === 'greenhouse' ? '' : ' (ci)']))('%s: read as a person would, and sent as approved%s', async (name) => {
    const { adapter, questions, received } = FORMS[name]!;
    const id = await service.capture(board.lookAlikes[name]!);
    expect((await service.state(id)).form).toMatchObject({ adapter, step: 1, steps: 1 });
    await answerStep(id, questions);
    expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'submitted' } });
    expect(receivedBy(name)).toEqual(received);
    expect(count(name)).toBe(1);
    // Lever's waits out of sight; it may want a person or not.
    expect(((await service.state(id)).form.notices ?? []).map(({ kind }) => kind)).toEqual(name === 'lever' ? ['captcha'] : []);
  });


  it('a code by e-mail, in a form that stands in a careers page, is for a person: the outcome is not known, and a hand-off says what to do (ci)', async () => {
    const before = count('greenhouse');
    const id = await service.capture(board.lookAlikes['greenhouse-embedded']!);
    expect((await service.state(id)).form.adapter).toBe('greenhouse');
    await answerStep(id, FORMS['greenhouse']!.questions.map((row) => (row[0] === 'Last Name' ? [row[0], row[1], row[2], 'Robot'] : row)));
    expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'outcome_unknown' } });
    expect((await service.state(id)).data('submission_outcome_unknown')['detail']).toMatch(/^Not submitted yet: The page has sent a code by e-mail .* A person is asked to do it; then say whether it was submitted\.$/);
    expect(asked).toEqual([expect.objectContaining({ reason: 'security_code', instructions: expect.stringContaining('code by e-mail') })]);
    expect(count('greenhouse')).toBe(before);
  });
});

it('a captcha that opens after the press is for a person, too (thorough)', async () => {
  const page = await (await contextOf()).newPage();
  await page.goto(board.lookAlikes['lever']!);
  const scraped = await new PlaywrightFormScraper().scrape(page);
  await page.fill('[name=name]', 'A. Robot');
  await page.fill('[name=email]', 'robot@mail.example.com');
  await page.check('[name$="[field0]"][value=No]');
  await page.fill('[name$="[field1]"]', 'Beep.');
  expect(await observe(await press(scraped, 'submit'), { timeoutMs: 15_000 })).toEqual({ outcome: 'needs_person', need: 'captcha' });
  await page.close();
});

describe('wizards', () => {
  it('smartrecruiters: step by step out of its shadow roots (thorough)', async () => {
    const id = await service.capture(board.lookAlikes['smartrecruiters']!);
    for (const [index, step] of smartrecruitersSteps(resume).entries()) {
      expect((await service.state(id)).form).toMatchObject({ adapter: 'smartrecruiters', step: index + 1, steps: 2 });
      await answerStep(id, step);
      expect(await submit(id)).toMatchObject({ ok: true, result: { status: index === 0 ? 'in_review' : 'submitted' } });
    }
    expect(receivedBy('smartrecruiters')).toEqual({
      'first-name-input': 'Ada', 'last-name-input': 'Lovelace', 'email-input': 'ada@mail.example.com', 'hiring-manager-message-input': 'Hello.', resume: 'ada.pdf', question_licence: 'Yes', question_notice: 'One month', consent: 'true',
    });
  });

  it('workday: a person signs in, four steps and the review are each approved, and sent as approved', async () => {
    const name = 'workday';
    service.onHandoff = async (request) => {
      asked.push(request);
      await signIn(board.lookAlikes[name]!);
      await service.completeHandoff(request.handoffId);
    };
    const id = await service.capture(board.lookAlikes[name]!);
    expect(asked).toEqual([expect.objectContaining({ reason: 'sign_in', instructions: expect.stringContaining('Acme wants an account') })]);
    const steps = workdaySteps(resume);
    for (const [index, step] of steps.entries()) {
      expect((await service.state(id)).form).toMatchObject({ adapter: 'workday', step: index + 2, steps: 6 });
      await answerStep(id, step);
      expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'in_review' } });
    }
    const review = await service.state(id);
    expect(review.form).toMatchObject({ step: 6, steps: 6 });
    expect(review.form.notices ?? []).toEqual([]);
    expect(review.fields).toHaveLength(steps.flat().length);
    expect(count(name)).toBe(0);
    expect(await service.approve(id)).toMatchObject({ ok: true });
    expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'submitted' } });
    expect(receivedBy(name)).toEqual(workdayReceived);
    expect(count(name)).toBe(1);
  });

  it('workday with older names: what goes back to another value on the way to the review is told there, and never sent (ci)', async () => {
    await signIn(board.lookAlikes['workday-old']!);
    const id = await service.capture(board.lookAlikes['workday-old']!);
    for (const step of workdaySteps(resume).slice(0, 2)) {
      await answerStep(id, step);
      await submit(id);
    }
    const { form, fields } = await service.state(id);
    const from = fields.find(({ question }) => question.endsWith('From'))!.id;
    expect(form.notices).toEqual([{ kind: 'other', fieldId: from, message: '“Work Experience 1: From” is shown as “01/1900”; approved was “2020-03”.' }]);
    await service.approve(id);
    expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'in_review' } });
    expect((await service.state(id)).data('submission_blocked')).toMatchObject({ reason: 'value_not_accepted', differences: [{ fieldId: from, question: 'Work Experience 1: From', kind: 'value', expected: '2020-03', actual: '01/1900' }] });
    expect(count('workday-old')).toBe(0);
  });

  it('workday: without a person who signs in it is refused with the hand-off, which is asked for once (thorough)', async () => {
    await (await contextOf()).clearCookies();
    service.config.signInWaitMs = 0;
    const taskId = await service.task(board.lookAlikes['workday']!);
    const capture = () => service.send(captureCommands.capture, { taskId, sessionId: service.sessionId });
    const refused = { ok: false, error: { code: 'sign_in_required', message: expect.stringContaining('A person is asked to sign in'), details: { url: board.lookAlikes['workday'], obstacles: ['sign_in'], handoffId: expect.any(String) } } };
    expect(await capture()).toMatchObject(refused);
    expect(await capture()).toMatchObject({ ...refused, error: { ...refused.error, details: { ...refused.error.details, handoffId: asked[0]!.handoffId } } });
    expect(asked).toHaveLength(1);
    await signIn(board.lookAlikes['workday']!);
    expect(await capture()).toMatchObject({ ok: true });
  });
});

async function contextOf() {
  return (await service.browser()).contexts()[0]!;
}

/** As a person does in the session's browser; in the tab that waits for it, or in one of their own. */
async function signIn(url: string): Promise<void> {
  const context = await contextOf();
  const waiting = context.pages().find((page) => page.url() === url);
  const page = waiting ?? (await context.newPage());
  if (waiting === undefined) await page.goto(url);
  await page.fill('#email', 'ada@mail.example.com');
  await page.fill('#password', 'a secret of hers');
  await page.click('[data-automation-id=createAccountSubmitButton]');
  await page.waitForSelector('[data-automation-id=applyFlowMyInfoPage]');
  if (waiting === undefined) await page.close();
}

describe("the board's own description", () => {
  const FORM = 'https://boards.greenhouse.io/meridian/jobs/4001';
  const API = 'https://boards-api.greenhouse.io/v1/boards/meridian/jobs/4001?questions=true';
  let page: Page;
  const read = async (description: { status: number; body: string }) => {
    const requests: string[] = [];
    const html = await (await fetch(board.lookAlikes['greenhouse-classic']!)).text();
    await page.route('https://*.greenhouse.io/**', (route) => {
      const { url, headers } = { url: route.request().url(), headers: route.request().headers() };
      if (url === FORM) return route.fulfill({ contentType: 'text/html', body: html });
      requests.push(`${url} ${headers['cookie'] ?? ''}${headers['referer'] ?? ''}`);
      return route.fulfill({ ...description, contentType: 'application/json', headers: { 'access-control-allow-origin': '*' } });
    });
    await page.goto(FORM);
    return { scraped: await new PlaywrightFormScraper().scrape(page), requests };
  };
  beforeEach(async () => {
    page = await (await contextOf()).newPage();
  });
  afterEach(() => page.close());

  it('completes an older form, and is told where the page says otherwise', async () => {
    const { scraped, requests } = await read({ status: 200, body: JSON.stringify(classicDescription) });
    expect(requests).toEqual([`${API} `]);
    expect(scraped.adapter).toBe('greenhouse');
    expect(scraped.questions.find(({ question }) => question === 'Why Meridian?')?.help).toBe('A few sentences will do.');
    expect(scraped.questions.filter(({ requiredGroup }) => requiredGroup === 'resume').map(({ question, required }) => [question, required])).toEqual([['Resume/CV', false], ['Paste your resume', false]]);
    expect(scraped.questions.find(({ question }) => question === 'Which office?')).toMatchObject({ required: true, options: ['Berlin', 'Lisbon', 'Tallinn'] });
    const office = scraped.questions.find(({ question }) => question === 'Which office?')!.id;
    expect(scraped.notices.map(({ kind, fieldId, message }) => [kind, fieldId, message])).toEqual([
      ['schema_mismatch', office, 'The page does not mark this question as required, its board says that it is.'],
      ['schema_mismatch', office, 'The board also names the options “Remote”, which the page does not offer.'],
      ['schema_mismatch', office, 'The page also offers “Tallinn”, which its board does not name.'],
      ['schema_mismatch', null, 'The board requires answers that the page does not ask for: “What is your shoe size?”.'],
    ]);
  });

  it('that is not there, or is something else, changes nothing', async () => {
    const { scraped } = await read({ status: 404, body: '{}' });
    expect(scraped.notices).toEqual([]);
    expect(scraped.questions.map(marked as never)).toEqual(FORMS['greenhouse-classic']!.questions.map(([question, type, marks]) => [question, type, marks]));
    const others = [{ body: '<html>' }, { body: '"text"' }, { body: JSON.stringify({ questions: 'x'.repeat(1_100_000) }) }];
    const [html, text, long] = await Promise.all(others.map(async ({ body }, index) => {
      await page.route(`https://boards-api.greenhouse.io/${index}`, (route) => route.fulfill({ body, headers: { 'access-control-allow-origin': '*' } }));
      return boardDescription(page.mainFrame(), `https://boards-api.greenhouse.io/${index}`);
    }));
    expect([html, text, long]).toEqual([null, 'text', null]);
  });
});
