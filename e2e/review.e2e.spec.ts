import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AuditEventView, CaptureForm, CaptureView, ComparisonView, FileAnswer, Problem, SessionView } from '@countersign/contracts';
import type { Browser, Page } from 'playwright-core';
import { call, clientOf, Countersign, until, type Ready } from './countersign.ts';
import { startReviewPages, type ReviewPages } from './review-pages.ts';
import { startViewer } from './viewer.ts';

jest.setTimeout(120_000);
const STEP_TIMEOUT_MS = 40_000;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const countersign = new Countersign();
let ready: Ready;
let pages: ReviewPages;
let viewer: Browser;
let page: Page;
/** What the browser refused to load or run, by the policy of a page. */
const refusedByPolicy: string[] = [];
let runId: string;
let sessionId: string;

beforeAll(async () => {
  pages = await startReviewPages();
  [viewer] = await Promise.all([startViewer(), countersign.launch({ COUNTERSIGN_DEMO: '0', SESSION_EGRESS_ALLOW: new URL(pages.url).host })]);
  ready = await countersign.ready();
  const automation = clientOf(ready, 'automation');
  const candidate = await automation.post('/v1/candidates', { body: { resume: { basics: { name: 'Ada Byron', email: 'ada@example.org', phone: '+44 20 7946 0958', location: { city: 'London' } } } } });
  runId = (await automation.post('/v1/runs', { body: { candidateId: candidate.id } })).id;
  sessionId = await startedSession();
  page = await (await viewer.newContext({ viewport: { width: 1400, height: 950 }, acceptDownloads: true })).newPage();
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
  page.on('console', (message) => { if (/Content Security Policy/i.test(message.text())) refusedByPolicy.push(message.text()); });
  await page.goto(ready.signInUrl);
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
}, 240_000);
afterAll(async () => {
  await viewer?.close();
  await countersign.remove();
  await pages?.stop();
}, 60_000);

/** A browser may not start in time on a machine that is busy with the rest of the start. */
async function startedSession(): Promise<string> {
  const start = () => call<SessionView>(ready, 'automation', 'POST', '/v1/sessions', { runId, heartbeatTimeoutSeconds: null });
  let started = await start();
  for (let attempt = 1; attempt < 4 && started.status !== 201; attempt++) started = await start();
  if (started.status !== 201) throw new Error(`${JSON.stringify(started.body)}\n${countersign.logs()}`);
  return started.body.id;
}

const captured = async (form: Partial<CaptureForm>, url = pages.url): Promise<CaptureView> => {
  const automation = clientOf(ready, 'automation');
  const task = await automation.post('/v1/tasks', { body: { runId, url, company: 'Fjord', title: 'Archivist' } });
  return automation.post('/v1/captures', { body: { taskId: task.id, ...form } });
};
const stored = (id: string): Promise<CaptureView> => clientOf(ready, 'reviewer').get('/v1/captures/{id}', { path: { id } });
const edit = (role: 'automation' | 'reviewer', { id, version }: CaptureView, answers: Record<string, unknown>) =>
  call<CaptureView & Omit<Problem, 'status'>>(ready, role, 'PATCH', `/v1/captures/${id}/answers`, { answers: Object.entries(answers).map(([fieldId, answer]) => ({ fieldId, answer })) }, { 'if-match': `"${version}"` });
const command = (role: 'automation' | 'reviewer', name: string, { id, version }: Pick<CaptureView, 'id' | 'version'>, body: unknown) =>
  call<CaptureView & Omit<Problem, 'status'>>(ready, role, 'POST', `/v1/captures/${id}/${name}`, body, { 'if-match': `"${version}"` });

type GivenField = NonNullable<CaptureForm['fields']>[number];
const given = (id: string, parts: Partial<GivenField> = {}): GivenField => ({ id, question: `Question ${id}`, type: 'text', required: false, sensitive: false, section: null, step: 1, help: null, labelSource: 'given', ...parts });
const countries = Array.from({ length: 250 }, (_, index) => `Country ${String(index + 1).padStart(3, '0')}`);
const largeForm: GivenField[] = [
  ...Array.from({ length: 90 }, (_, index) => given(`q${index + 1}`, { section: `Part ${Math.ceil((index + 1) / 15)}`, ...(index < 40 ? { answer: `Answer ${index + 1}`, source: 'resume_check' as const, confidence: index < 30 ? 'high' as const : 'low' as const } : {}) })),
  given('countries', { section: 'Last part', question: 'Where have you worked?', type: 'multi_select', options: countries }),
  given('start', { section: 'Last part', question: 'When can you start?', type: 'date', required: true }),
  given('phone', { section: 'Last part', question: 'Phone', type: 'phone', required: true }),
  given('letter', { section: 'Last part', question: 'Cover letter', type: 'textarea', maxLength: 2000, answer: 'I read with great interest … '.repeat(60), source: 'model', confidence: 'medium' }),
  given('resume_file', { section: 'Last part', question: 'Resume (file)', type: 'file', accept: '.pdf', requiredGroup: 'resume' }),
  given('resume_text', { section: 'Last part', question: 'Resume (text)', type: 'textarea', requiredGroup: 'resume' }),
  given('gender', { section: 'Last part', question: 'Gender', type: 'single_select', options: ['Female', 'Male', 'Decline to say'], sensitive: true, answer: 'Female' }),
  given('terms', { section: 'Last part', question: 'I agree to the privacy policy', type: 'checkbox', required: true, sensitive: true }),
  given('remote', { section: 'Last part', question: 'Would you work remotely?', type: 'yes_no', options: ['Yes', 'No'], required: true }),
  given('title', { section: 'Last part', question: 'Why is it that this question goes on and on? '.repeat(15).trim() }),
];
const field = (id: string) => page.getByTestId(`field-${id}`);
const focused = () => page.evaluate(() => document.activeElement?.closest('[data-testid^="field-"]')?.getAttribute('data-testid')?.replace('field-', '') ?? document.activeElement?.getAttribute('data-testid') ?? '');

async function faults(): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`);
}

async function expectSaved(): Promise<void> {
  await until(async () => (await page.locator('[data-save=dirty],[data-save=saving]').count()) === 0, STEP_TIMEOUT_MS, () => 'not saved');
}

describe('a large form', () => {
  let capture: CaptureView;

  beforeAll(async () => {
    capture = await captured({ fields: largeForm });
    await page.goto(`${ready.url}/captures/${capture.id}`);
    await field('q1').waitFor();
  });

  it('takes nothing for a sensitive question but what a person says', async () => {
    expect(capture.fields.find(({ id }) => id === 'gender')).toMatchObject({ answer: null, source: null });
    expect(await edit('automation', capture, { gender: 'Male' })).toMatchObject({ status: 422, body: { code: 'answer_invalid' } });
    expect(await edit('automation', capture, { q50: 'by a machine' })).toMatchObject({ status: 200 });
    expect((await stored(capture.id)).fields.find(({ id }) => id === 'q50')).toMatchObject({ source: 'model', confidence: 'medium' });
    expect(await command('automation', 'confirm', capture, { confidence: 'high' })).toMatchObject({ status: 403 });
    expect(await command('automation', 'approve', capture, { answersSha256: capture.answersSha256 })).toMatchObject({ status: 403 });
  });

  it('refuses every command of who has not seen the newest version', async () => {
    const stale = { id: capture.id, version: capture.version };
    for (const [name, body] of [['confirm', { confidence: 'high' }], ['approve', { answersSha256: capture.answersSha256 }], ['reject', { reason: 'x' }], ['submit', {}], ['recapture', { sessionId }], ['outcome', { outcome: 'submitted' }]] as const) {
      const refused = await command('reviewer', name, stale, body);
      // What is not approved or not unknown is refused for that first.
      expect([name, refused.status, refused.body.code]).toEqual([name, name === 'submit' || name === 'outcome' ? 409 : 412, { submit: 'capture_not_approved', outcome: 'outcome_not_unknown' }[name as string] ?? 'version_conflict']);
    }
  });

  it('is walked through by keyboard', async () => {
    await page.locator('body').press('j');
    expect(await focused()).toBe('q1');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await focused()).toBe('q1');
    await page.keyboard.press('e');
    await page.keyboard.press('End');
    await page.keyboard.type(' by hand');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('q1');
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await field('q2').getByText('Checked').waitFor();
    await page.keyboard.press('m');
    expect(await focused()).toBe('start');
    await expectSaved();
    expect((await stored(capture.id)).fields.slice(0, 2)).toMatchObject([{ answer: 'Answer 1 by hand', source: 'human' }, { answer: 'Answer 2', source: 'resume_check', confirmed: true }]);
  });

  it('has all of high confidence approved at once, and nothing else', async () => {
    await page.getByTestId('confirm-high').click();
    await page.getByTestId('confirm-high').waitFor({ state: 'detached' });
    const { fields } = await stored(capture.id);
    expect(fields.filter(({ confirmed }) => confirmed).every(({ confidence, sensitive }) => confidence === 'high' && !sensitive)).toBe(true);
    expect(fields.filter(({ confirmed }) => confirmed)).toHaveLength(30);
    expect(await page.getByTestId('unconfirmed-count').innerText()).toContain('12 proposed answers');
  });

  it('is narrowed down to what is open, and by words (ci)', async () => {
    await page.getByTestId('only-open').check();
    expect(await page.locator('.question').count()).toBe(12 + 5);
    await page.getByTestId('only-open').uncheck();
    await page.getByTestId('find-question').fill('worked');
    expect(await page.locator('.question').count()).toBe(1);
    await field('countries').getByRole('searchbox').fill('country 24');
    await field('countries').getByRole('checkbox', { name: 'Country 247' }).check();
    await field('countries').getByRole('searchbox').fill('007');
    await field('countries').getByRole('checkbox', { name: 'Country 007' }).check();
    expect(await field('countries').getByRole('list', { name: 'Chosen' }).innerText()).toMatch(/007[\s\S]*247/);
    await expectSaved();
    expect((await stored(capture.id)).fields.find(({ id }) => id === 'countries')!.answer).toEqual(['Country 007', 'Country 247']);
    await page.getByTestId('find-question').fill('');
  });

  it('asks for one of several, and says what does not fit where it stands', async () => {
    expect(await field('resume_file').getByTestId('alternatives').innerText()).toContain('“Resume (text)”');
    await page.locator('body').click({ position: { x: 5, y: 5 } });
    await field('phone').getByRole('textbox').fill('call me');
    await page.keyboard.press('Tab');
    await field('phone').getByText('The answer is a telephone number.').waitFor();
    await field('phone').getByRole('textbox').fill('+44 20 7946 0958');
    await field('start').getByRole('textbox').fill('2027-03');
    await field('remote').getByRole('radio', { name: 'No' }).check();
    await field('terms').getByRole('checkbox').check();
    await expectSaved();
    expect(await page.getByTestId('summary').innerText()).toContain('1 required answer missing');
    const refused = await command('reviewer', 'approve', await stored(capture.id), { answersSha256: (await stored(capture.id)).answersSha256 });
    expect(refused).toMatchObject({ status: 422, body: { code: 'answers_missing', errors: [{ path: 'resume_file' }, { path: 'resume_text' }] } });
    await field('resume_text').getByRole('textbox').fill('Archivist since 2015.');
    await page.getByText('Nothing required is missing').waitFor();
    await expectSaved();
  });

  it.each([['light', 1400, ''], ['dark', 1400, ' (thorough)'], ['light', 390, ' (thorough)'], ['dark', 390, ' (ci)']] as const)('has nothing that axe finds fault with (%s, %i pixels wide)%s', async (...[colorScheme, width]) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    // One question of every kind: axe looks at each element many times.
    await page.getByTestId('find-question').fill('last part');
    expect(await faults()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1400, height: 950 });
  });

  it('binds an approval to the file that was seen', async () => {
    const upload = (content: string) => call<FileAnswer>(ready, 'reviewer', 'POST', '/v1/documents?name=ada.pdf', content, { 'content-type': 'application/pdf' });
    const [first, second] = [(await upload('%PDF-1.7 first')).body, (await upload('%PDF-1.7 second')).body];
    const withFirst = (await edit('reviewer', await stored(capture.id), { resume_file: first })).body;
    const replaced = (await edit('reviewer', withFirst, { resume_file: second })).body;
    expect(await command('reviewer', 'approve', replaced, { answersSha256: withFirst.answersSha256 })).toMatchObject({ status: 409, body: { code: 'answers_changed' } });
    const approved = (await command('reviewer', 'approve', replaced, { answersSha256: replaced.answersSha256 })).body;
    expect(approved).toMatchObject({ status: 'approved', approvedBy: expect.stringMatching(/^key:/) });
    expect((await edit('automation', approved, { q60: 'one thing more' })).body).toMatchObject({ status: 'in_review', approvedSha256: null, approvedBy: null });
  });
});

describe('a form that changes, refuses and keeps silent (ci)', () => {
  let id: string;
  const approveAndSubmit = async (): Promise<void> => {
    await expectSaved();
    await until(() => page.getByTestId('approve-submit').isEnabled(), STEP_TIMEOUT_MS, () => 'cannot be approved');
    await page.getByTestId('approve-submit').click();
  };

  beforeAll(async () => {
    ({ id } = await captured({ sessionId }));
    await page.goto(`${ready.url}/captures/${id}`);
    await field('why').or(page.locator('textarea')).first().waitFor();
  });
  const ask = async (question: RegExp) => field((await stored(id)).fields.find((one) => question.test(one.question))!.id);

  it('shows what changed and which answers were kept and dropped when it is read again for drift', async () => {
    await (await ask(/office/)).getByRole('combobox').selectOption('Oslo');
    await (await ask(/nickname/i)).getByRole('textbox').fill('Countess');
    await (await ask(/why/i)).getByRole('textbox').fill('Because of the archives.');
    pages.changed = true;
    await approveAndSubmit();
    const notice = page.getByTestId('differences');
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/not what was reviewed; nothing was sent/);
    expect(await notice.locator('tr[data-kind]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-kind')).sort())).toEqual(['added', 'changed', 'removed']);
    expect(await notice.getByTestId('kept-answers').innerText()).toBe('3 answers kept, 2 dropped:');
    expect(await notice.getByTestId('dropped-answers').innerText()).toMatch(/“Oslo”: the question asks or offers something else[\s\S]*“Countess”: the question is gone/);
    expect(await stored(id)).toMatchObject({ status: 'in_review', blockedReason: 'form_changed', droppedAnswers: [{ answer: 'Oslo', reason: 'changed' }, { answer: 'Countess', reason: 'removed' }] });
    expect(pages.received).toEqual([]);
  });

  it('shows what the page refused at its question, and can be corrected and sent again', async () => {
    await (await ask(/office/)).getByRole('combobox').selectOption('Bergen');
    await (await ask(/notice/i)).getByRole('textbox').fill('3 months');
    pages.behaviour = 'refuse';
    await approveAndSubmit();
    const email = await ask(/e-mail/i);
    await email.getByTestId('page-error').waitFor();
    expect(await email.getByTestId('page-error').innerText()).toBe('The page said: Use the address of a company.');
    expect((await stored(id)).errors).toMatchObject([{ message: 'Use the address of a company.' }]);
    expect(await faults()).toEqual([]);
    await email.getByRole('textbox').fill('ada@fjord.example');
  });

  it('leaves an unknown outcome to a person, with what was seen', async () => {
    pages.behaviour = 'silent';
    await approveAndSubmit();
    const unknown = page.getByTestId('outcome-unknown');
    await unknown.waitFor();
    expect(await unknown.getByTestId('page-text').innerText()).toContain('Reference 4711');
    expect(await unknown.getByTestId('final-url').innerText()).toBe(pages.url);
    await unknown.locator('img').evaluate((image: HTMLImageElement) => image.decode());
    expect(await faults()).toEqual([]);
    const seen = await stored(id);
    expect(await command('reviewer', 'outcome', { id, version: seen.version - 1 }, { outcome: 'submitted' })).toMatchObject({ status: 412 });
    await unknown.getByTestId('outcome-note').fill('The mailbox is empty.');
    await unknown.getByTestId('outcome-not-submitted').click();
    await page.getByTestId('not-submitted').waitFor();
    expect(await page.getByTestId('resolution').innerText()).toMatch(/said .* that it was not sent: “The mailbox is empty\.”/);
    expect(await stored(id)).toMatchObject({ status: 'in_review', resolution: { by: 'user:local', outcome: 'not_submitted' } });
  });

  it('is sent once a person has approved it again, and then compared side by side', async () => {
    pages.behaviour = 'accept';
    await approveAndSubmit();
    await page.getByTestId('confirmation-text').waitFor();
    await page.getByTestId('open-comparison').click();
    const office = (await stored(id)).fields.find(({ question }) => /office/.test(question))!.id;
    const row = page.getByTestId(`compared-${office}`);
    await row.waitFor();
    expect(await row.locator('td').allInnerTexts()).toEqual(['no answer', expect.stringMatching(/^Bergen[\s\S]*“no answer” → “Bergen”/), 'Bergen', 'As approved']);
    expect(await row.getAttribute('data-different')).toBe('true');
    expect(await page.getByTestId('compared-outcome').innerText()).toMatch(/it was sent/);
    expect(await faults()).toEqual([]);
    const { body } = await call<ComparisonView>(ready, 'auditor', 'GET', `/v1/captures/${id}/comparison`);
    expect(body.steps[0]).toMatchObject({ approval: { by: 'user:local' }, submission: { outcome: 'submitted', evidence: { confirmationText: expect.stringContaining('Thank you') } } });
    expect(body.steps[0]!.fields.map(({ verdict }) => verdict)).toEqual(Array(5).fill('matches'));
    expect(body.steps[0]!.fields.find(({ question }) => /e-mail/i.test(question))).toMatchObject({ proposed: { answer: 'ada@example.org' }, approved: { answer: 'ada@fjord.example' }, submitted: { value: 'ada@fjord.example' }, different: true });
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('export-csv').click()]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('ada@fjord.example');
    await page.getByTestId('only-different').check();
    expect(await page.locator('.comparison-table tbody tr').count()).toBe(body.steps[0]!.fields.filter(({ different }) => different).length);
  });

  it('has every edit on record: who, when, from, to', async () => {
    const events = (await call<{ items: AuditEventView[] }>(ready, 'auditor', 'GET', `/v1/audit/events?aggregate=capture&aggregateId=${id}&limit=500`)).body.items;
    expect(events.filter(({ type }) => type.includes('answer_edited')).map(({ actor, data }) => [actor, (data as { to: string }).to])).toEqual(expect.arrayContaining([['user:local', 'Oslo'], ['user:local', 'ada@fjord.example']]));
    expect(events.filter(({ type }) => type.includes('submission_started'))).toHaveLength(3);
  });
});

describe('the pages', () => {
  it('load and run nothing that their policy refuses (ci)', async () => {
    await page.goto(`${new URL(page.url()).origin}/docs`);
    await page.locator('.opblock').first().waitFor();
    expect(refusedByPolicy).toEqual([]);
  });
});
