import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AuditEventView, CaptureView } from '@countersign/contracts';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { call, clientOf, Countersign, processes, received, until, type Ready } from './countersign.ts';
import { startViewer } from './viewer.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STEP_TIMEOUT_MS = 60_000;

jest.setTimeout(180_000);

/** Steps of one walk, in order: each begins where the one before ended. */
describe('the main job, by clicking', () => {
  const countersign = new Countersign();
  let ready: Ready;
  let viewer: Browser;
  let page: Page;
  let captures: CaptureView[];
  /** How often the person had a form sent. */
  let sent = 0;
  const send = async () => {
    await page.getByTestId('approve-submit').click();
    sent++;
  };
  const captureOf = (company: string) => captures.find((capture) => capture.company === company)!;

  beforeAll(async () => {
    [viewer] = await Promise.all([startViewer(), countersign.launch()]);
    ready = await countersign.ready();
    const { items } = await clientOf(ready, 'reviewer').get('/v1/captures', { query: { runId: ready.sample.runId } });
    captures = await Promise.all(items.map(({ id }) => stored(id)));
    const context = await viewer.newContext({ viewport: { width: 1500, height: 1000 } });
    page = await context.newPage();
    page.setDefaultTimeout(STEP_TIMEOUT_MS);
  }, 240_000);

  afterAll(async () => {
    await viewer?.close();
    await countersign.remove();
  }, 60_000);

  it('prints one link, which signs in and shows what waits for review', async () => {
    expect(countersign.output).toContain(ready.signInUrl);
    await page.goto(ready.signInUrl);
    await expectCount(page.getByTestId('inbox-item'), 3);
    expect(page.url()).not.toContain('#');
    expect(await page.getByTestId('inbox-item').allInnerTexts()).toEqual(expect.arrayContaining([
      expect.stringContaining('Lumen Labs'), expect.stringContaining('Northwind'), expect.stringContaining('Harbor Clinic'),
    ]));
  });

  it('does not sign in twice', async () => {
    const other = await (await viewer.newContext()).newPage();
    await other.goto(ready.signInUrl);
    await other.getByText('npm run sign-in').first().waitFor();
    await other.context().close();
  });

  it('shows each question with its answer, source, confidence and evidence', async () => {
    await open(page, 'Lumen Labs');
    const email = field(page, questionId(captureOf('Lumen Labs'), /^email$/i));
    await expectValue(email.getByRole('textbox'), 'mira.okafor@example.com');
    expect(await email.innerText()).toMatch(/high/i);
    const years = captureOf('Lumen Labs').fields.find(({ question }) => /years of experience do you have with React/i.test(question))!;
    expect(years).toMatchObject({ answer: '3–5 years', source: 'resume_analysis' });
    expect(years.evidence?.passages.length).toBeGreaterThan(0);
    const sensitive = captureOf('Lumen Labs').fields.filter((one) => one.sensitive);
    expect(sensitive.map(({ question }) => question)).toEqual(expect.arrayContaining(['Gender', 'Veteran Status', 'Disability Status']));
    expect(sensitive.every(({ answer }) => answer === null)).toBe(true);
    expect(await page.getByTestId('approve-submit').isDisabled()).toBe(true);
  });

  it('lets the person take control, type through noVNC, and give control back', async () => {
    const capture = captureOf('Harbor Clinic');
    await open(page, 'Harbor Clinic');
    await page.getByTestId('console-screen').locator('canvas').waitFor();
    const automation = await chromium.connectOverCDP(`${ready.url.replace('http', 'ws')}/v1/sessions/${capture.sessionId}/cdp`, { headers: { authorization: `Bearer ${ready.keys.automation}` } });
    const form = automation.contexts()[0]!.pages().find((one) => one.url().includes('harbor-clinic'))!;
    await until(async () => (await form.evaluate(() => document.visibilityState)) === 'visible', STEP_TIMEOUT_MS, () => 'the tab of the form is not in front');
    const at = await form.evaluate(() => {
      document.getElementById('website')!.scrollIntoView({ block: 'center' });
      const box = document.getElementById('website')!.getBoundingClientRect();
      return { x: window.screenX + box.x + 20, y: window.screenY + (window.outerHeight - window.innerHeight) + box.y + box.height / 2 };
    });
    await page.getByTestId('take-control').click();
    await page.getByTestId('give-back-control').waitFor();
    await expect(form.evaluate(() => 1)).rejects.toThrow(/human_has_control/);
    await clickOnScreen(page, at);
    await page.keyboard.type('https://typed.example', { delay: 30 });
    await page.getByTestId('give-back-control').click();
    await page.getByTestId('take-control').waitFor();
    await until(async () => (await form.inputValue('#website')) === 'https://typed.example', STEP_TIMEOUT_MS, () => 'what was typed did not arrive');
    await form.fill('#website', '');
    await automation.close();
  });

  it('submits a plain form as approved, once', async () => {
    await answerWhatIsMissing(page);
    await send();
    await page.getByTestId('confirmation-text').waitFor();
    const capture = await stored(captureOf('Harbor Clinic').id);
    expect(capture.status).toBe('submitted');
    expect(capture.evidence?.finalUrl).toContain('/thanks');
    expect(capture.evidence?.screenshotSha256).toMatch(/^[0-9a-f]{64}$/);
    const [application] = (await received(ready)).filter(({ job }) => job === 'harbor-clinic/receptionist');
    expect(application!.fields).toMatchObject({ name: ['Mira Okafor'], email: ['mira.okafor@example.com'], privacy: ['yes'], fax: [''] });
    expect(valueOf(capture, /^why would you like/i)).toBe(application!.fields.message![0]);
    expect(application!.files.resume!.sha256).toBe((valueOf(capture, /curriculum vitae/i) as { sha256: string }).sha256);
  });

  it('submits the form in an iframe (ci)', async () => {
    await open(page, 'Lumen Labs');
    await answerWhatIsMissing(page);
    await send();
    await page.getByTestId('confirmation-text').waitFor();
    const capture = await stored(captureOf('Lumen Labs').id);
    const [application] = (await received(ready)).filter(({ job }) => job === 'lumen-labs/frontend-engineer');
    expect(application!.fields).toMatchObject({ first_name: ['Mira'], last_name: ['Okafor'], question_7001: ['Yes'], question_7002: ['No'], question_7003: ['3–5 years'] });
    expect(application!.fields.question_7005).toEqual([valueOf(capture, /^why do you want/i)]);
    expect(application!.files.resume!.name).toBe('mira-okafor.pdf');
  });

  it('takes a wizard step by step, each reviewed before it is sent (ci)', async () => {
    const { id } = captureOf('Northwind');
    await open(page, 'Northwind');
    for (const step of [1, 2, 3]) {
      await until(async () => (await stored(id)).step === step, STEP_TIMEOUT_MS, () => `step ${step} was not read`);
      await page.getByText(`Step ${step} of 3`).first().waitFor();
      expect((await received(ready)).filter(({ job }) => job === 'northwind/data-analyst')).toEqual([]);
      await answerWhatIsMissing(page);
      await send();
      await until(async () => { const now = await stored(id); return now.step > step || now.status === 'submitted'; }, STEP_TIMEOUT_MS, () => `step ${step} was not sent:\n${countersign.logs()}`);
    }
    await page.getByTestId('confirmation-text').waitFor();
    const applications = (await received(ready)).filter(({ job }) => job === 'northwind/data-analyst');
    expect(applications).toHaveLength(1);
    expect(applications[0]!.fields).toMatchObject({ 'legalName--firstName': ['Mira'], 'country--country': ['Germany'], 'workExperience-1--companyName': ['Kestrel Analytics'], 'acceptTermsAndAgreements': ['true'] });
  });

  it('rejects: nothing is sent', async () => {
    const before = (await received(ready)).length;
    const automation = clientOf(ready, 'automation');
    const task = await automation.post('/v1/tasks', { body: { runId: ready.sample.runId, url: `${ready.jobBoardUrl}/jobs/harbor-clinic/receptionist`, company: 'Unwanted', title: 'Nobody' } });
    const made = await automation.post('/v1/captures', { body: { taskId: task.id, sessionId: captureOf('Harbor Clinic').sessionId! } });
    await page.goto(`${ready.url}/captures/${made.id}`);
    await page.getByTestId('reject').click();
    await page.getByTestId('reject-reason').fill('Not the right position.');
    await page.getByTestId('reject-confirm').click();
    await page.getByTestId('rejected').waitFor();
    expect(await stored(made.id)).toMatchObject({ status: 'rejected', rejectedReason: 'Not the right position.' });
    const refused = await call(ready, 'automation', 'POST', `/v1/captures/${made.id}/submit`, {});
    expect(refused.status).toBe(409);
    expect((await received(ready)).length).toBe(before);
  });

  it("shows the run's timeline with who and when", async () => {
    await page.goto(`${ready.url}/runs/${ready.sample.runId}`);
    await page.getByText('Harbor Clinic').first().waitFor();
    const events: AuditEventView[] = [];
    for await (const event of clientOf(ready, 'auditor').items('/v1/audit/events', { query: { runId: ready.sample.runId } })) events.push(event);
    const types = events.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['run.registered', 'task.registered', 'session.started', 'session.control_taken', 'session.control_returned', 'capture.form_captured', 'capture.answers_proposed',
      'capture.answer_edited', 'capture.approved', 'capture.submission_started', 'capture.submitted', 'capture.rejected'].map((type) => `countersign.${type}.v1`)));
    expect(types.filter((type) => type === 'countersign.capture.submission_started.v1')).toHaveLength(sent);
    expect(sent).toBeGreaterThan(0);
    expect(events.find(({ type }) => type === 'countersign.capture.approved.v1')!.actor).toBe('user:local');
  });

  it('rebuilds the read models from the log and says that they are equal', () => {
    const rebuilt = spawnSync(process.execPath, ['apps/gateway/dist/cli/main.js', 'rebuild'], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, COUNTERSIGN_DATA: countersign.data } });
    expect(`${rebuilt.stdout}${rebuilt.stderr}`).toContain('equal');
    expect(rebuilt.status).toBe(0);
  });

  it('leaves no process behind on Ctrl-C', async () => {
    await countersign.stop('SIGINT');
    const left = () => processes(countersign.data, countersign.sessions);
    await until(() => left().length === 0, 20_000, () => `still running: ${left().join(', ')}`);
    expect(existsSync(countersign.sessions)).toBe(false);
  }, 60_000);

  async function stored(id: string): Promise<CaptureView> {
    return clientOf(ready, 'reviewer').get('/v1/captures/{id}', { path: { id } });
  }

  async function open(onPage: Page, company: string): Promise<void> {
    await onPage.goto(`${ready.url}/captures/${captureOf(company).id}`);
    await onPage.getByTestId('approve-submit').waitFor();
  }
});

const field = (page: Page, id: string) => page.getByTestId(`field-${id}`);
const questionId = (capture: CaptureView, question: RegExp) => capture.fields.find((one) => question.test(one.question))!.id;
const valueOf = (capture: CaptureView, question: RegExp) => capture.fields.find((one) => question.test(one.question))!.answer;

/** Answers every required question that has no answer, as a person would: by the control that is shown. */
async function answerWhatIsMissing(page: Page): Promise<void> {
  for (let rounds = 0; rounds < 40; rounds++) {
    const missing = page.locator('[data-missing]').first();
    if ((await missing.count()) === 0) break;
    const id = (await missing.getAttribute('data-testid'))!;
    const one = page.getByTestId(id);
    await answer(page, one);
    await until(async () => (await one.getAttribute('data-missing')) === null, STEP_TIMEOUT_MS, () => `${id} is still missing`);
  }
  await until(async () => (await page.locator('[data-save=dirty],[data-save=saving]').count()) === 0 && (await page.getByTestId('approve-submit').isEnabled()), STEP_TIMEOUT_MS, () => 'the answers were not saved');
}

async function answer(page: Page, one: Locator): Promise<void> {
  if (await one.getByRole('checkbox').count()) return one.getByRole('checkbox').first().check();
  if (await one.getByRole('radio').count()) return one.getByRole('radio').last().check();
  if (await one.getByRole('combobox').count()) {
    await one.getByRole('combobox').selectOption({ index: 1 });
    return;
  }
  const name = await one.innerText();
  await one.getByRole('textbox').fill(/from/i.test(name) ? '2023-03' : /date/i.test(name) ? '2027-03-01' : /why/i.test(name) ? 'Because of “careful” work & people — é ß 日本 <b>.' : 'Yes, gladly.');
  await page.keyboard.press('Tab');
}

/** The screen is larger than the session's viewport: the browser's own bars are on it, too. */
async function clickOnScreen(page: Page, at: { x: number; y: number }): Promise<void> {
  const canvas = page.getByTestId('console-screen').locator('canvas');
  const screen = await canvas.evaluate((element) => ({ width: (element as HTMLCanvasElement).width, height: (element as HTMLCanvasElement).height }));
  const box = (await canvas.boundingBox())!;
  await page.mouse.click(box.x + (at.x / screen.width) * box.width, box.y + (at.y / screen.height) * box.height);
}

async function expectCount(locator: Locator, count: number): Promise<void> {
  await until(async () => (await locator.count()) === count, STEP_TIMEOUT_MS, () => `expected ${count}`);
}

async function expectValue(locator: Locator, value: string): Promise<void> {
  await until(async () => (await locator.inputValue()) === value, STEP_TIMEOUT_MS, () => `expected ${value}`);
}
