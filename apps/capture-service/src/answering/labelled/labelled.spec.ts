import { describe, expect, it } from '@jest/globals';
import type { Answer } from '@countersign/contracts';
import { answer } from '../answer.ts';
import { ask } from '../candidates.fixture.ts';
import { isForPersonOnly } from '../sensitive.ts';
import { CAREER_QUESTIONS } from './career.fixture.ts';
import type { Accepts, Label, Labelled } from './label.fixture.ts';
import { jonas, LABELLED_NOW, nora, priya } from './people.fixture.ts';
import { PERSONAL_QUESTIONS } from './personal.fixture.ts';
import { TERMS_QUESTIONS } from './terms-of-work.fixture.ts';
import { WORDINGS } from './wordings.fixture.ts';

const PEOPLE = { nora, jonas, priya };
const QUESTIONS = [...PERSONAL_QUESTIONS, ...CAREER_QUESTIONS, ...TERMS_QUESTIONS, ...WORDINGS];
const context = { company: 'Harbour Analytics', title: 'Software Engineer' };

interface Outcome {
  readonly labelled: Labelled;
  readonly person: string;
  readonly given: Answer;
  readonly accepts: readonly Answer[];
  readonly verdict: 'right' | 'wrong' | 'missed' | 'left_open';
}
const isAccepts = (label: Label): label is Accepts => typeof label === 'object' && label !== null && 'accepts' in label;
const same = (a: Answer, b: Answer): boolean => JSON.stringify(a) === JSON.stringify(b);

function outcomes(): Outcome[] {
  return QUESTIONS.flatMap((labelled) =>
    Object.entries(PEOPLE).map(([person, facts], index): Outcome => {
      const given = answer(ask(labelled.question, labelled.parts), facts, LABELLED_NOW, context)?.answer ?? null;
      const label = labelled.labels[index]!;
      const { accepts, orNone } = isAccepts(label) ? label : { accepts: label === null ? [] : [label], orNone: label === null };
      const verdict = given === null ? (orNone ? 'left_open' : 'missed') : accepts.some((accepted) => same(accepted, given)) ? 'right' : 'wrong';
      return { labelled, person, given, accepts, verdict };
    }));
}

describe('the labelled questions', () => {
  const all = outcomes();
  const with_ = (...verdicts: Outcome['verdict'][]) => all.filter(({ verdict }) => verdicts.includes(verdict));
  const line = ({ labelled, person, given, accepts }: Outcome) => `${person}: ${labelled.question} ${JSON.stringify(labelled.parts.options ?? labelled.parts.type ?? 'text')} → ${JSON.stringify(given)}, accepted ${JSON.stringify(accepts)}`;

  it('are many', () => {
    expect(QUESTIONS.length).toBeGreaterThanOrEqual(150);
    expect(new Set(QUESTIONS.map(({ question, parts }) => JSON.stringify([question, parts]))).size).toBe(QUESTIONS.length);
  });

  it('get answers that are right, 99 of 100 at least', () => {
    const wrong = with_('wrong');
    // The list first: it says which ones.
    expect(wrong.length / with_('right', 'wrong').length <= 0.01 ? [] : wrong.map(line)).toEqual([]);
  });

  it('that are for a person get none', () => {
    const personal = all.filter(({ labelled }) => labelled.isPersonal);
    expect(personal.length).toBeGreaterThanOrEqual(100);
    expect(personal.filter(({ given }) => given !== null).map(line)).toEqual([]);
    expect(personal.filter(({ labelled }) => !isForPersonOnly(ask(labelled.question, labelled.parts))).map(line)).toEqual([]);
  });

  it('are answered where the resume says it, by type', () => {
    const types = [...new Set(all.map(({ labelled }) => labelled.parts.type ?? 'text'))];
    const coverage = types.map((type) => {
      const of = (verdict: Outcome['verdict']) => with_(verdict).filter(({ labelled }) => (labelled.parts.type ?? 'text') === type).length;
      return { type, right: of('right'), missed: of('missed'), share: of('right') / Math.max(1, of('right') + of('missed')) };
    });
    if (process.env['LABELLED_REPORT']) process.stdout.write(`${JSON.stringify({ coverage, missed: with_('missed').map(line), wrong: with_('wrong').map(line) }, null, 1)}\n`);
    expect(coverage.filter(({ right, missed, share }) => right + missed > 0 && share < 0.9)).toEqual([]);
  });
});
