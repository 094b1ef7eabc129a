import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { candidateCommands, captureCommands, DOCUMENTS_BUCKET } from '@countersign/contracts';
import { Objm } from '@nats-io/obj';
import { createHash } from 'node:crypto';
import { ModelServer } from '../answering/model/model-server.fixture.ts';
import { docxOf, paragraphs, pdfOfPages, wordXml } from '../documents/text/files.fixture.ts';
import { RunningService } from './running-service.fixture.ts';

const service = new RunningService();
const model = new ModelServer();
const resume = { basics: { name: 'Ada Lovelace', email: 'ada@mail.example.com', location: { city: 'London', countryCode: 'GB' } }, work: [{ name: 'Acme', position: 'Analyst', startDate: '2020-01', highlights: ['Automated the monthly reports of four teams'] }] };

beforeAll(async () => {
  await Promise.all([service.start(), model.start()]);
  expect(await service.register({ resume })).toMatchObject({ ok: true });
}, 60_000);
afterAll(() => Promise.all([service.stop(), model.stop()]));

const question = (id: string, text: string, parts: object = {}) => ({ id, question: text, type: 'text', required: false, sensitive: false, section: null, step: 1, help: null, labelSource: 'given', ...parts });
const YES_NO = { type: 'yes_no', options: ['Yes', 'No'] };

/** Captures fields that a caller brings; the id. */
async function captured(...fields: object[]): Promise<string> {
  const reply = await service.send(captureCommands.capture, { taskId: await service.task('https://jobs.example/1'), fields });
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.result.id;
}
async function fieldsOf(id: string) {
  return Object.fromEntries((await service.state(id)).fields.map((field) => [field.id, field]));
}

describe('a resume as a file', () => {
  async function upload(name: string, bytes: Buffer) {
    const bucket = await new Objm(service.connection).create(DOCUMENTS_BUCKET);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await bucket.putBlob({ name: sha256 }, bytes);
    return service.send(candidateCommands.readResume, { id: service.candidateId, document: { name, mediaType: 'application/octet-stream', sha256, sizeBytes: bytes.length } });
  }
  const docx = docxOf(wordXml(paragraphs(['Ada Lovelace', '+44 20 7946 0000 | github.com/ada', 'Skills', 'Python, SQL'])));

  it('answers what the JSON Resume does not, low and with its line', async () => {
    expect(await upload('ada.docx', docx)).toMatchObject({ ok: true, result: { id: service.candidateId } });
    const fields = await fieldsOf(await captured(question('phone', 'Phone', { type: 'phone' }), question('email', 'Email', { type: 'email' }), question('cv', 'Resume', { type: 'file' }), question('python', 'Do you have experience with Python?', YES_NO), question('gender', 'Gender')));
    expect(fields).toMatchObject({
      phone: { answer: '+44 20 7946 0000', confidence: 'low', evidence: { summary: 'Read from the text of ada.docx', passages: [{ path: 'ada.docx line 2', text: '+44 20 7946 0000 | github.com/ada' }] } },
      email: { answer: 'ada@mail.example.com', confidence: 'high' }, cv: { answer: { name: 'ada.docx' }, confidence: 'high' }, python: { answer: 'Yes', confidence: 'low' }, gender: { answer: null, sensitive: true },
    });
  });

  it('that cannot be read changes nothing', async () => {
    const before = await service.log.load('candidate', service.candidateId);
    expect(await upload('bomb.pdf', pdfOfPages(1_000))).toMatchObject({ ok: false, error: { code: 'resume_unreadable', details: [{ path: '/file', message: 'The file has too many pages for a resume.' }] } });
    expect(await service.send(candidateCommands.readResume, { id: service.candidateId, document: { name: 'a.pdf', mediaType: 'application/pdf', sha256: '0'.repeat(64), sizeBytes: 1 } })).toMatchObject({ ok: false, error: { code: 'document_not_found' } });
    expect(await service.log.load('candidate', service.candidateId)).toEqual(before);
  });
});

describe('answers that were approved before', () => {
  const editor = question('editor', 'Which editor do you prefer?');
  const night = question('night', 'Do you like night shifts?', YES_NO);

  it('are proposed for the same question, by the newest approved capture, also after a restart', async () => {
    const first = await captured(editor, night, question('gender', 'Gender'));
    await service.edit(first, { editor: 'Vim', night: 'Yes', gender: 'Woman' });
    expect((await fieldsOf(await captured(editor)))['editor']).toMatchObject({ answer: null });
    expect(await service.approve(first)).toMatchObject({ ok: true });
    const again = () => captured(question('x', 'Which editor do you prefer? *', { type: 'textarea' }), { ...night, id: 'y' }, question('z', 'Gender'));
    const expected = { x: { answer: 'Vim', source: 'previous_answer', confidence: 'medium', evidence: { passages: [{ path: `captures/${first}#editor` }] } }, y: { answer: 'Yes', source: 'previous_answer' }, z: { answer: null } };
    expect(await fieldsOf(await again())).toMatchObject(expected);
    await service.stopApp();
    await service.startApp();
    expect(await fieldsOf(await again())).toMatchObject(expected);
    await service.edit(first, { editor: 'Emacs' });
    expect((await fieldsOf(await again()))['x']).toMatchObject({ answer: null });
  });
});

describe('a model', () => {
  it('is asked last, only what may be asked, and only when it is configured', async () => {
    model.reply = (asked) => JSON.stringify(asked.includes('automated') ? { answer: 'The monthly reports.', quote: 'Automated the monthly reports' } : { answer: 'Blue', quote: null });
    const form = () => captured(question('email', 'Email', { type: 'email' }), question('did', 'What have you automated?'), question('colour', 'Favourite colour?'), question('country', 'Country', { type: 'single_select', options: ['France', 'Spain'] }), question('race', 'Race'), question('ok', 'I agree to the terms', { type: 'checkbox' }));
    expect((await fieldsOf(await form()))['did']).toMatchObject({ answer: null });
    expect(model.asked).toEqual([]);
    await service.stopApp();
    await service.startApp({ model: { url: model.url, model: 'test-model', key: '' } });
    expect(await fieldsOf(await form())).toMatchObject({
      email: { source: 'profile' }, did: { answer: 'The monthly reports.', source: 'model', confidence: 'medium', evidence: { passages: [{ path: 'work[0].highlights[0]' }] } }, colour: { answer: 'Blue', source: 'model', confidence: 'low' },
      country: { answer: null, source: null, evidence: { summary: expect.stringMatching(/“United Kingdom” is known .* none of the options/) } }, race: { answer: null }, ok: { answer: null },
    });
    expect(model.asked.map(({ prompt }) => prompt.question).sort()).toEqual(['Favourite colour?', 'What have you automated?']);
  });
});
