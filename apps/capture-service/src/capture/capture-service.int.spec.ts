import 'reflect-metadata';
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { captureCommands, candidateCommands, DOCUMENTS_BUCKET } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { Objm, StorageType } from '@nats-io/obj';
import { ada } from '../answering/candidates.fixture.ts';
import { captureIdOf } from './capture-id.ts';
import { startJobPages, type JobPages } from './job-pages.fixture.ts';
import { OpenSubmissions } from './open-submissions.ts';
import { RunningService } from './running-service.fixture.ts';
import { WorkInProgress } from './work-in-progress.ts';

const pdf = Buffer.from('%PDF-1.4 a resume');
const resume = { name: 'ada.pdf', mediaType: 'application/pdf', sha256: createHash('sha256').update(pdf).digest('hex'), sizeBytes: pdf.length };
const service = new RunningService();
let pages: JobPages;

beforeAll(async () => {
  [pages] = await Promise.all([startJobPages(), service.start()]);
  const documents = await new Objm(service.connection).create(DOCUMENTS_BUCKET, { storage: StorageType.File });
  await documents.putBlob({ name: resume.sha256 }, pdf);
  const reply = await service.register({ resume: ada.resume, preferences: ada.preferences, documents: [{ kind: 'resume', ...resume }] });
  expect(reply).toMatchObject({ ok: true });
}, 60_000);
afterAll(async () => {
  await service.stop();
  await pages.close();
}, 30_000);
beforeEach(() => {
  service.refusal = undefined;
  pages.changed = false;
  pages.received.length = 0;
  pages.onReceived = async () => undefined;
});

const MISSING = { motivation: 'Because of the numbers.', consent: true };
async function approved(job: string): Promise<string> {
  const id = await service.capture(`${pages.url}/${job}`);
  expect(await service.edit(id, MISSING)).toMatchObject({ ok: true });
  expect(await service.approve(id)).toMatchObject({ ok: true, result: { status: 'approved' } });
  return id;
}
const submit = (id: string) => service.send(captureCommands.submit, { id });

describe('candidates', () => {
  it.each([
    ['a resume that is none', { resume: { name: 'x' } }, 'resume_invalid'],
    ['a document that was not uploaded', { resume: ada.resume, documents: [{ kind: 'resume', ...resume, sha256: '0'.repeat(64) }] }, 'document_not_found'],
    ['a document of another size', { resume: ada.resume, documents: [{ kind: 'resume', ...resume, sizeBytes: 1 }] }, 'document_not_found'],
    ['no resume', {}, 'command_invalid'],
  ])('refuses %s', async (_name, person, code) => {
    expect(await service.send(candidateCommands.register, { id: randomUUID(), ...person })).toMatchObject({ ok: false, error: { code, details: expect.arrayContaining([{ path: expect.any(String), message: expect.any(String) }]) } });
  });

  it('takes an update, but not of an old version', async () => {
    const update = { id: service.candidateId, resume: { ...ada.resume, meta: { version: randomUUID() } } };
    expect(await service.send(candidateCommands.updateResume, { ...update, expectedVersion: 1 })).toMatchObject({ ok: true, version: 2 });
    expect(await service.send(candidateCommands.updateResume, { ...update, expectedVersion: 1 })).toMatchObject({ ok: false, error: { code: 'version_conflict' } });
  });
});

describe('capturing', () => {
  it('reads and answers the form, once, and leaves its tab open', async () => {
    const taskId = await service.task(`${pages.url}/plain`);
    const reply = await service.send(captureCommands.capture, { taskId, sessionId: service.sessionId });
    expect(reply).toMatchObject({ ok: true, version: 2, result: { id: captureIdOf(taskId), status: 'in_review' } });
    const { fields, form } = await service.state(captureIdOf(taskId));
    expect(Object.fromEntries(fields.map(({ id, answer, source }) => [id, [answer, source]]))).toMatchObject({
      name: ['Ada Lovelace', 'profile'], email: ['ada@mail.example.com', 'profile'], city: ['San Francisco', 'profile'], python: ['Yes', 'resume_check'], motivation: [null, null], resume: [resume, 'profile'], consent: [null, null],
    });
    expect(fields.find(({ id }) => id === 'consent')).toMatchObject({ sensitive: true, required: true });
    expect(await service.send(captureCommands.capture, { taskId, sessionId: service.sessionId })).toMatchObject({ ok: false, error: { code: 'capture_exists' } });
    const browser = await service.browser();
    expect(browser.contexts()[0]!.pages().map((page) => page.url())).toContain(form.url);
    await browser.close();
  });

  it('takes what a caller read by itself, answers the rest, and nothing for a person', async () => {
    const field = { required: true, sensitive: false, section: null, step: 1, help: null, labelSource: 'given' };
    const fields = [
      { id: 'email', question: 'Email', type: 'email', ...field }, { id: 'shoe', question: 'Shoe size', type: 'number', ...field, answer: '42' },
      { id: 'gender', question: 'Gender', type: 'single_select', options: ['Female', 'Male'], ...field, answer: 'Female' }, { id: 'name', question: 'Full name', type: 'text', ...field, answer: null },
    ];
    const taskId = await service.task(`${pages.url}/plain`);
    expect(await service.send(captureCommands.capture, { taskId, fields })).toMatchObject({ ok: true });
    const { fields: stored, form } = await service.state(captureIdOf(taskId));
    expect(form).toMatchObject({ adapter: 'given', sessionId: null });
    expect(stored.map(({ answer, source, sensitive }) => [answer, source, sensitive])).toEqual([['ada@mail.example.com', 'profile', false], ['42', 'model', false], [null, null, true], [null, null, false]]);
    expect(await service.send(captureCommands.submit, { id: captureIdOf(taskId) })).toMatchObject({ ok: false, error: { code: 'capture_not_approved' } });
    expect(await service.send(captureCommands.capture, { taskId: await service.task(pages.url), fields: [{ ...fields[1], answer: 'large' }] })).toMatchObject({ ok: false, error: { code: 'answer_invalid' } });
  });

  it.each([
    ['an unknown task', async () => ({ taskId: randomUUID(), sessionId: service.sessionId }), 'task_not_found'],
    ['an unknown session', async () => ({ taskId: await service.task(`${pages.url}/plain`), sessionId: randomUUID() }), 'session_not_found'],
    ['neither session nor fields', async () => ({ taskId: await service.task(`${pages.url}/plain`) }), 'command_invalid'],
    ['a page without a form', async () => ({ taskId: await service.task(`${pages.url}/empty`), sessionId: service.sessionId }), 'form_not_found'],
    ['a page that is not there', async () => ({ taskId: await service.task(`${pages.url}/missing`), sessionId: service.sessionId }), 'page_not_reached'],
    ['a host that does not answer', async () => ({ taskId: await service.task('http://127.0.0.1:9/'), sessionId: service.sessionId }), 'page_not_reached'],
    ['a command of another shape', async () => ({ taskId: 'x' }), 'command_invalid'],
  ])('refuses %s and changes nothing', async (_name, data, code) => {
    const browser = await service.browser();
    const before = browser.contexts()[0]!.pages().length;
    const command = await data();
    expect(await service.send(captureCommands.capture, command)).toMatchObject({ ok: false, error: { code } });
    expect(await service.log.load('capture', captureIdOf(command.taskId))).toEqual([]);
    expect(browser.contexts()[0]!.pages().length).toBe(before);
    await browser.close();
  });

  it('passes on what the session says', async () => {
    service.refusal = { code: 'session_not_active', message: 'The session has ended.' };
    expect(await service.send(captureCommands.capture, { taskId: await service.task(`${pages.url}/plain`), sessionId: service.sessionId })).toMatchObject({ ok: false, error: service.refusal });
  });

  it('reads again: tells what changed and keeps what a person wrote', async () => {
    const id = await approved('plain');
    pages.changed = true;
    expect(await service.send(captureCommands.recapture, { id })).toMatchObject({ ok: true, result: { status: 'in_review' } });
    const state = await service.state(id);
    expect(state.data('recaptured')['differences']).toEqual([expect.objectContaining({ kind: 'added', question: expect.stringContaining('Salary') })]);
    expect(state.fields.find(({ id: fieldId }) => fieldId === 'motivation')).toMatchObject({ answer: MISSING.motivation, source: 'human' });
    expect(state.fields.find(({ id: fieldId }) => fieldId === 'salary')).toMatchObject({ answer: '150000 USD per year' });
  });

  it('shows the tab, or opens it again when it is gone (thorough)', async () => {
    const id = await service.capture(`${pages.url}/plain`);
    const browser = await service.browser();
    const { form } = await service.state(id);
    const open = () => browser.contexts()[0]!.pages().filter((page) => page.url() === form.url);
    for (const page of open()) await page.close();
    expect(await service.send(captureCommands.show, { id })).toMatchObject({ ok: true, position: 0, result: { status: 'in_review' } });
    expect(await service.send(captureCommands.show, { id })).toMatchObject({ ok: true });
    expect(open()).toHaveLength(1);
    await browser.close();
  });
});

describe('submitting', () => {
  it('sends exactly what was approved, once, with evidence', async () => {
    const id = await approved('plain');
    expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'submitted' } });
    const state = await service.state(id);
    expect(pages.received).toEqual([{ job: 'plain', fields: { name: 'Ada Lovelace', email: 'ada@mail.example.com', city: 'San Francisco', python: 'Yes', motivation: MISSING.motivation, resume: 'ada.pdf', consent: 'on' } }]);
    expect(state.events.slice(-3)).toEqual(['approved', 'submission_started', 'submitted']);
    const { finalUrl, confirmationText, screenshotSha256 } = state.data('submitted')['evidence'] as Record<string, string>;
    expect(finalUrl).toBe(`${pages.url}/thanks`);
    expect(confirmationText).toContain('Your application has been submitted');
    const picture = await (await new Objm(service.connection).open(DOCUMENTS_BUCKET)).getBlob(screenshotSha256!);
    expect(Buffer.from(picture!).subarray(1, 4).toString()).toBe('PNG');
    expect(await submit(id)).toMatchObject({ ok: false, error: { code: 'capture_already_submitted' } });
    expect(await service.app.get(OpenSubmissions).list()).toEqual([]);
  });

  it('sends once when it is asked twice at the same time (ci)', async () => {
    const id = await approved('plain');
    const replies = await Promise.all([submit(id), submit(id)]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(pages.received).toHaveLength(1);
  });

  it('sends nothing that is not approved', async () => {
    const id = await service.capture(`${pages.url}/plain`);
    expect(await submit(id)).toMatchObject({ ok: false, error: { code: 'capture_not_approved' } });
    expect(await service.approve(id)).toMatchObject({ ok: false, error: { code: 'answers_missing', details: [{ path: 'motivation' }, { path: 'consent' }] } });
    expect(await service.send(captureCommands.reject, { id, reason: 'No.' })).toMatchObject({ ok: true, result: { status: 'rejected' } });
    expect(await submit(id)).toMatchObject({ ok: false, error: { code: 'capture_not_approved' } });
    expect(pages.received).toEqual([]);
  });

  it('goes back to review with the form as it is now when the page changed', async () => {
    const id = await approved('plain');
    pages.changed = true;
    expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'in_review' } });
    const state = await service.state(id);
    expect(state.events.slice(-3)).toEqual(['submission_blocked', 'recaptured', 'answers_proposed']);
    expect(state.data('submission_blocked')).toMatchObject({ reason: 'form_changed', differences: [{ kind: 'added' }] });
    expect(pages.received).toEqual([]);
    expect(await service.approve(id)).toMatchObject({ ok: true });
    expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'submitted' } });
    expect(pages.received).toHaveLength(1);
  });

  it('goes back to review with the errors of the page (ci)', async () => {
    const id = await approved('strict');
    expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'in_review' } });
    const state = await service.state(id);
    expect(state.data('submission_failed')['errors']).toEqual([expect.objectContaining({ message: expect.stringContaining('tell us more') })]);
    expect(pages.received).toHaveLength(1);
    expect(await submit(id)).toMatchObject({ ok: false, error: { code: 'capture_not_approved' } });
  });

  it('leaves to a person what nobody can tell (ci)', async () => {
    const id = await approved('silent');
    expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'outcome_unknown' } });
    expect(await submit(id)).toMatchObject({ ok: false, error: { code: 'capture_not_approved' } });
    expect(pages.received).toHaveLength(1);
    expect(await service.send(captureCommands.resolveOutcome, { id, outcome: 'submitted', note: 'They wrote back.' })).toMatchObject({ ok: true, result: { status: 'submitted' } });
  }, 60_000);

  it('stays approved when the browser cannot be had', async () => {
    const id = await approved('plain');
    service.refusal = { code: 'human_has_control', message: 'A person has control of the browser.' };
    expect(await submit(id)).toMatchObject({ ok: false, error: { code: 'human_has_control' } });
    expect(await service.state(id)).toMatchObject({ status: 'approved' });
    expect(pages.received).toEqual([]);
  });

  it('takes a wizard step by step, each approved for itself', async () => {
    const id = await service.capture(`${pages.url}/wizard/${randomUUID()}`);
    expect((await service.state(id)).form).toMatchObject({ step: 1, steps: 2 });
    await service.approve(id);
    expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'in_review' } });
    const second = await service.state(id);
    expect(second.events.slice(-4)).toEqual(['submission_started', 'submitted', 'form_captured', 'answers_proposed']);
    expect(second.fields.map(({ step, id: fieldId, answer }) => [step, fieldId, answer])).toEqual([[1, 'first_name', 'Ada'], [1, 'last_name', 'Lovelace'], [2, 'phone', '+1 415 555 0100'], [2, 'nickname', null]]);
    expect(await submit(id)).toMatchObject({ ok: false, error: { code: 'capture_not_approved' } });
    await service.approve(id);
    expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'submitted' } });
    expect(pages.received).toEqual([{ job: 'wizard', fields: { phone: '+1 415 555 0100', nickname: '' } }]);
  });

  it('sends nothing that somebody typed into a step after it was reviewed (thorough)', async () => {
    const id = await service.capture(`${pages.url}/wizard/${randomUUID()}`);
    await service.approve(id);
    await submit(id);
    await withTab((await service.state(id)).form.targetId!, (tab) => tab.fill('#nickname', 'Countess'));
    await service.approve(id);
    expect(await submit(id)).toMatchObject({ ok: true, result: { status: 'in_review' } });
    const { data } = await service.state(id);
    expect(data('submission_blocked')).toMatchObject({ reason: 'form_changed', differences: [{ fieldId: 'nickname', kind: 'value', expected: null, actual: 'Countess' }] });
    expect(pages.received).toEqual([]);
  });

  it('puts the form itself before the reviewer when it is not what a caller had read (thorough)', async () => {
    const taskId = await service.task(`${pages.url}/plain`);
    const id = captureIdOf(taskId);
    await service.send(captureCommands.capture, { taskId, fields: [{ id: 'name', question: 'Full name *', type: 'text', required: true, sensitive: false, section: null, step: 1, help: null, labelSource: 'given' }] });
    await service.approve(id);
    expect(await submit(id)).toMatchObject({ ok: false, error: { code: 'command_invalid' } });
    expect(await service.send(captureCommands.submit, { id, sessionId: service.sessionId })).toMatchObject({ ok: true, result: { status: 'in_review' } });
    expect(await service.state(id)).toMatchObject({ form: { adapter: 'generic', sessionId: service.sessionId }, fields: expect.arrayContaining([expect.objectContaining({ id: 'resume' })]) });
    expect(pages.received).toEqual([]);
  });
});

describe('stopping', () => {
  it('finishes what is under way and takes nothing new (ci)', async () => {
    const id = await approved('plain');
    const work = service.app.get(WorkInProgress);
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    let answer = (): void => undefined;
    pages.onReceived = () => new Promise((resolve) => { answer = resolve; arrived(); });
    const submitting = submit(id);
    await arrival;
    expect(await service.send(captureCommands.health, {})).toMatchObject({ ok: true, result: { status: 'ready', submissions: 1 } });
    const drained = work.drain(20_000);
    expect(await service.send(captureCommands.health, {})).toMatchObject({ ok: true, result: { status: 'draining' } });
    expect(await submit(id)).toMatchObject({ ok: false, error: { code: 'service_unavailable' } });
    answer();
    expect(await submitting).toMatchObject({ ok: true, result: { status: 'submitted' } });
    expect(await drained).toBe(true);
  });

  it.each([
    ['submitted, when the tab shows a confirmation (ci)', '/thanks', 'submitted'],
    ['unknown, when it does not', '/plain', 'outcome_unknown'],
    ['unknown, when the tab is gone (ci)', undefined, 'outcome_unknown'],
  ])('after a crash a submission is %s; nothing is pressed again', async (_name, tabShows, status) => {
    await service.stopApp();
    await service.startApp();
    const id = await approved('plain');
    const { form, approvedSha256 } = await service.state(id);
    const open = service.app.get(OpenSubmissions);
    const submissionId = randomUUID();
    // As a service leaves it that is killed between the press and the outcome.
    await open.put({ captureId: id, submissionId, sessionId: service.sessionId, targetId: form.targetId, instance: 'spec', deadlineMs: Date.now() + 60_000 });
    await service.stopApp();
    await service.append('capture', id, { type: 'countersign.capture.submission_started.v1', data: { submissionId, step: 1, answersSha256: approvedSha256 } });
    await withTab(form.targetId!, async (tab) => (tabShows ? tab.goto(`${pages.url}${tabShows}`) : tab.close()));
    await service.startApp();
    await expectStatus(id, status);
    expect(await submit(id)).toMatchObject({ ok: false });
    expect(pages.received).toEqual([]);
  });

  it("leaves another instance's submission alone until its time is over", async () => {
    await service.stopApp();
    await service.startApp();
    const id = await approved('plain');
    const { form, approvedSha256 } = await service.state(id);
    const open = service.app.get(OpenSubmissions);
    const entry = { captureId: id, submissionId: randomUUID(), sessionId: service.sessionId, targetId: form.targetId, instance: 'another', deadlineMs: Date.now() + 60_000 };
    await open.put(entry);
    await service.stopApp();
    await service.append('capture', id, { type: 'countersign.capture.submission_started.v1', data: { submissionId: entry.submissionId, step: 1, answersSha256: approvedSha256 } });
    await service.startApp();
    await service.app.get(OpenSubmissions).list();
    await service.stopApp(); // waits for the look around
    expect(await service.state(id)).toMatchObject({ status: 'submitting' });
    await service.startApp();
    await service.app.get(OpenSubmissions).put({ ...entry, deadlineMs: Date.now() - 1 });
    await service.stopApp();
    await service.startApp();
    await expectStatus(id, 'outcome_unknown');
  });
});

async function withTab(targetId: string, work: (page: import('playwright-core').Page) => Promise<unknown>): Promise<void> {
  const browser = await service.browser();
  for (const page of browser.contexts()[0]!.pages()) {
    const session = await page.context().newCDPSession(page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    if (targetInfo.targetId === targetId) await work(page);
  }
  await browser.close();
}

async function expectStatus(id: string, status: string): Promise<void> {
  await waitFor(async () => (await service.state(id)).status === status, { timeoutMs: 20_000, everyMs: 50, what: `the capture is ${status}` });
}
