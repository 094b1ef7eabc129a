import type { Question } from '@countersign/contracts';
import { refsOf } from './form-handles.ts';
import { tableOf } from './corpus.fixture.ts';
import type { ScrapedForm } from './form-scraper.ts';

/** Fields that a page marks with their kind (`data-manual-scoring`), and the question that was made of each; null: none. */
export interface MarkedField {
  kind: string;
  question: Question | null;
}
export interface AutofillScore {
  marked: number;
  found: number;
  label: number;
  type: number;
  wrong: string[];
}

/** Marked fields of the form that was read (a checkout has several) that a person can see and that are no secrets. */
export async function kindsByElement(form: ScrapedForm): Promise<MarkedField[]> {
  const owners = new Map(form.handles.questions.flatMap(({ question, raw }) => refsOf(raw).map((ref) => [ref, question] as const)));
  const marked = await form.handles.reader.evaluate((reader) => {
    const shown = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    };
    const fields = [...document.querySelectorAll('[data-manual-scoring]')].filter((element) => element.matches('input:not([type=hidden]):not([type=password]),select,textarea') && !element.matches(':disabled') && shown(element));
    return fields.map((element) => ({ kind: element.getAttribute('data-manual-scoring') ?? '', ref: reader.elements.indexOf(element), form: [...document.forms].indexOf((element as HTMLInputElement).form as HTMLFormElement) }));
  });
  const read = new Set(marked.filter(({ ref }) => owners.has(ref)).map(({ form }) => form));
  return marked.filter(({ form }) => read.size === 0 || read.has(form)).filter(({ kind }) => !/^(unknown|password\S*)$/.test(kind)).map(({ kind, ref }) => ({ kind, question: owners.get(ref) ?? null }));
}

/** What a question of a kind says, and of which types it may be. */
const KINDS: Readonly<Record<string, readonly [label: RegExp, types: RegExp]>> = {
  firstName: [/first|given|\bname/i, /^text$/],
  lastName: [/last|sur|family/i, /^text$/],
  middleName: [/middle/i, /^text$/],
  fullName: [/name/i, /^text$/],
  emailAddress: [/mail|user ?name/i, /^(email|phone|text)$/],
  phone: [/phone|mobile|number/i, /^phone$/],
  username: [/user|site|address|http|mail/i, /^(text|url|email)$/],
  addressStreet: [/address|street|mailing/i, /^(text|single_select)$/],
  addressStreet2: [/address|apt|apartment|suite|unit|flat|line/i, /^text$/],
  addressCity: [/city|town/i, /^text$/],
  addressProvince: [/state|province|region|county/i, /^(text|single_select)$/],
  addressPostalCode: [/zip|post/i, /^text$/],
  addressCountryCode: [/country/i, /^(single_select|text)$/],
  cardName: [/name|text input/i, /^text$/],
  cardNumber: [/card|number/i, /^text$/],
  cardSecurityCode: [/secur|cvv|cvc|code/i, /^text$/],
  expiration: [/exp|date|month/i, /^(text|date)$/],
  expirationMonth: [/exp|month|date/i, /^(single_select|date|text)$/],
  expirationYear: [/exp|year|date/i, /^(single_select|date|text)$/],
  birthdayDay: [/birth|day/i, /^(date|single_select|text)$/],
  birthdayMonth: [/birth|month/i, /^(date|single_select|text)$/],
  birthdayYear: [/birth|year/i, /^(date|single_select|text)$/],
};

export function autofillScore(fields: readonly MarkedField[]): AutofillScore {
  const score: AutofillScore = { marked: fields.length, found: 0, label: 0, type: 0, wrong: [] };
  for (const { kind, question } of fields) {
    const [label, types] = KINDS[kind.split(' OR ').at(-1) ?? ''] ?? [/./, /./];
    if (question === null) {
      score.wrong.push(`${kind} not found`);
      continue;
    }
    score.found += 1;
    if (label.test(question.question)) score.label += 1;
    else score.wrong.push(`${kind}: ${question.question}`);
    if (types.test(question.type)) score.type += 1;
    else score.wrong.push(`${kind}: ${question.type}`);
  }
  return score;
}

export function autofillTable(rows: readonly (readonly [string, AutofillScore])[]): { table: string; all: Omit<AutofillScore, 'wrong'> } {
  const sum = (key: 'marked' | 'found' | 'label' | 'type') => rows.reduce((total, [, score]) => total + score[key], 0);
  const all = { marked: sum('marked'), found: sum('found'), label: sum('label'), type: sum('type') };
  const cells = (name: string, score: Omit<AutofillScore, 'wrong'>, wrong: string) => [name, score.marked, score.found, score.label, score.type, wrong];
  return { table: tableOf([['page', 'fields', 'found', 'label', 'type', 'wrong'], ...rows.map(([name, score]) => cells(name, score, score.wrong.slice(0, 3).join('; ').slice(0, 120))), cells('all', all, '')]), all };
}
