import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from '@countersign/contracts';
import type { Browser } from 'playwright-core';
import { PlaywrightFormScraper } from '../scraping/playwright-form-scraper.ts';
import { launchBrowser } from '../scraping/spec-browser.fixture.ts';
import { compare } from './compare.ts';
import { fill } from './fill.ts';
import { startGallery, type Gallery, type GalleryField, type ReceivedForm } from './gallery.fixture.ts';
import { observe } from './observe.ts';
import { press } from './press.ts';
import { readBack } from './read-back.ts';

const bytes = Buffer.from('%PDF-1.4 sample');
const resume = { name: 'resume.pdf', mediaType: 'application/pdf', sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length };
/** Only against a hang: machines that run tests are busy. */
const BUSY_TIMEOUT_MS = 90_000;
const LEVELS = ['Junior', 'Senior', 'Staff / "Principal"'];
const MANY = Array.from({ length: 150 }, (_, index) => `Office no. ${index + 1}`);
const PLACES = ['Berlin, Germany', 'Berlin, New Hampshire', 'Bern, Switzerland'];

interface Case {
  readonly kind: string;
  readonly options?: readonly string[];
  readonly type: string;
  /** What the capture offers; the widget's options unless said. */
  readonly offers?: readonly string[] | null;
  readonly answer: Answer;
  /** What the server must get; the answer unless said. */
  readonly sent?: ReceivedForm[string];
}
const one = (kind: string, type: string, answer: string, sent = [answer]): Case => ({ kind, type, answer, sent, offers: null });
const choice = (kind: string, answer = 'Senior', options: readonly string[] = LEVELS): Case => ({ kind, options, type: 'single_select', answer, sent: [answer] });
const choices = (kind: string, answer = ['Junior', 'Staff / "Principal"']): Case => ({ kind, options: LEVELS, type: 'multi_select', answer, sent: answer });
const box = (kind: string): Case => ({ kind, type: 'checkbox', answer: true, sent: ['on'], offers: null });

const CASES: readonly Case[] = [
  one('text', 'text', '  Ada "L" <x> & Söhne 🚀  '), one('textarea', 'textarea', 'one\n\n  two\n'), one('number', 'number', '42'), one('range', 'number', '70'), one('url', 'url', 'https://ada.example/me'), one('email', 'email', 'ada@mail.example'), one('phone', 'phone', '+1 415 555 0100'),
  one('date', 'date', '2027-03-01'), one('month', 'date', '2027-03'), one('date_text', 'date', '2027-03-01', ['03/01/2027']), one('masked', 'phone', '+1 415 555 0100', ['(415) 555-0100']),
  choice('select'), choices('select_multiple'), choice('radio'), choices('checkboxes'), box('consent'), one('month_year', 'date', '2027-03'),
  { kind: 'file', type: 'file', answer: resume, sent: [{ name: resume.name, sha256: resume.sha256 }] }, { kind: 'dropzone', type: 'file', answer: resume, sent: [{ name: resume.name, sha256: resume.sha256 }] },
  { kind: 'toggle', type: 'yes_no', options: ['Yes', 'No'], answer: 'No', sent: ['No'] }, box('aria_switch'), box('aria_checkbox'), choice('aria_radio'), choice('virtual_list', 'Office no. 140', MANY),
  { kind: 'location', type: 'text', options: PLACES, offers: null, answer: 'Berlin, New Hampshire', sent: ['Berlin, New Hampshire@1.5,1.25'] }, one('spin_date', 'date', '2027-03'),
  choice('react_select'), choices('react_select_multi'), { kind: 'react_select_async', type: 'text', options: LEVELS, offers: null, answer: 'Senior', sent: ['Senior'] },
  choice('mui_autocomplete'), choices('mui_autocomplete_multi'), choice('mui_select'), choices('mui_select_multi'),
  choice('headless_listbox'), choice('headless_combobox'), choice('headless_radio'), box('headless_switch'), choice('downshift_select'), choice('downshift_combobox'), one('react_datepicker', 'date', '2027-03-01'),
  choice('select2'), choices('select2_multi'), { kind: 'select2_search', type: 'text', options: LEVELS, offers: null, answer: 'Senior', sent: ['Senior'] }, one('phone_intl', 'phone', '+491701234567'), one('phone_intl_code', 'phone', '+491701234567'),
  one('flatpickr', 'date', '2027-03-01'), one('flatpickr_alt', 'date', '2027-03-01'), one('rich_text', 'textarea', 'First line\nSecond "line" 🚀'), one('frame_editor', 'textarea', 'First line\nSecond "line" 🚀'),
  one('shadow_text', 'text', 'in the shadow'), choice('shadow_select'),
];

let browser: Browser;
let gallery: Gallery;
beforeAll(async () => {
  [browser, gallery] = await Promise.all([launchBrowser(), startGallery()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await gallery.close();
});

describe('widgets of real libraries (ci)', () => {
  const label = ({ kind }: Case) => `${kind.replaceAll('_', ' ')} ${kind === 'consent' ? 'is fine, I agree' : /date|month|flatpickr/.test(kind) ? 'of start' : 'question'}`;
  const only = process.env['SPEC_WIDGETS']?.split(',');
  const chosen = CASES.filter(({ kind }) => !only || only.includes(kind));

  it('are read, filled, read back and sent as approved', async () => {
    const fields = chosen.map((item): GalleryField => ({ kind: item.kind, name: `q_${item.kind}`, label: label(item), ...(item.options ? { options: item.options } : {}) }));
    const page = await browser.newPage();
    await page.goto(gallery.page(fields), { timeout: BUSY_TIMEOUT_MS });
    const scraped = await new PlaywrightFormScraper().scrape(page, { timeoutMs: BUSY_TIMEOUT_MS });
    const found = scraped.questions.map(({ question, type, options }) => [question, type, options ?? null]);
    expect(found).toEqual(chosen.map((item) => [label(item), item.type, item.offers === undefined ? (item.options ?? null) : item.offers]));
    const answers = Object.fromEntries(scraped.questions.map(({ id }, index) => [id, chosen[index]!.answer]));
    const problems = await fill(scraped, answers, { file: () => Promise.resolve(bytes) });
    const differences = compare(scraped.questions, answers, await readBack(scraped), problems);
    expect(differences).toEqual([]);
    const outcome = await observe(await press(scraped, 'submit'));
    expect(outcome).toMatchObject({ outcome: 'submitted' });
    expect(gallery.received.pop()?.form).toEqual(Object.fromEntries(chosen.map((item) => [`q_${item.kind}`, item.sent])));
    await page.close();
  }, 300_000);

  it('come back with the errors of the page, each at its field', async () => {
    const fields = ['text', 'react_select', 'mui_autocomplete', 'toggle'].map((kind): GalleryField => ({ kind, name: `q_${kind}`, label: `${kind.replaceAll('_', ' ')} question`, options: ['Yes', 'No'] }));
    const page = await browser.newPage();
    await page.goto(gallery.page(fields), { timeout: BUSY_TIMEOUT_MS });
    const scraped = await new PlaywrightFormScraper().scrape(page, { timeoutMs: BUSY_TIMEOUT_MS });
    gallery.errors = { q_react_select: 'Choose the other one.', q_toggle: 'Must be answered.' };
    const outcome = await observe(await press(scraped, 'submit'));
    const idOf = (label: string) => scraped.questions.find(({ question }) => question === label)?.id;
    expect(outcome).toEqual({ outcome: 'refused', errors: [{ fieldId: idOf('react select question'), message: 'Choose the other one.' }, { fieldId: idOf('toggle question'), message: 'Must be answered.' }] });
    expect(gallery.received).toEqual([]);
    await page.close();
  });
});
