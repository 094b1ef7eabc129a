import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MAX_RESUME_BYTES, MAX_RESUME_DEPTH, resumeViolations } from './resume-validation.ts';

const samples = new URL('../../../../../shared/forms/resumes/', import.meta.url);
const sample = (name: string): unknown => JSON.parse(readFileSync(new URL(name, samples), 'utf8'));
/** Published samples are test data of others and not part of the repository: where they are missing, ours has to do. */
const PUBLISHED = existsSync(samples) ? ['jsonresume-sample.json', 'stackoverflow-sample.json', 'macchiato-resume.json', 'onepage-resume.json', 'caffeine-sample.json'] : [];

const resume = (parts: object) => ({ basics: { name: 'Ada Lovelace' }, ...parts });

describe('the resume check', () => {
  it('takes the published samples', () => {
    expect(PUBLISHED.filter((name) => resumeViolations(sample(name)).length > 0)).toEqual([]);
  });

  it('refuses an object that is no JSON Resume', () => {
    const info = { name: 'Chelsey', website: 'https://chelsey.example.com/', email: 'chelsey@mail.example.com', proficientLanguages: ['Javascript'], hobbies: ['cooking'] };
    const refusal = [{ path: '/basics/name', message: expect.any(String) }];
    expect(resumeViolations(info)).toEqual(refusal);
    if (PUBLISHED.length > 0) expect(resumeViolations(sample('npm-sample-resume-info.json'))).toEqual(refusal);
  });

  it('takes years, months and days as dates, and an empty one for "until now"', () => {
    expect(resumeViolations(resume({ work: [{ name: 'A', startDate: '2013', endDate: '2013-12' }, { name: 'B', startDate: '2014-01-05', endDate: '' }] }))).toEqual([]);
  });

  it.each([
    ['a date in words', { work: [{ startDate: 'Dec 2013' }] }, ['work', 0, 'startDate']],
    ['a list that is none', { work: { name: 'A' } }, ['work']],
    ['a skill that is a word', { skills: ['Python'] }, ['skills', 0]],
    ['an e-mail without a host', { basics: { name: 'A', email: 'ada@' } }, ['basics', 'email']],
    ['a url with blanks', { basics: { name: 'A', url: 'not a url' } }, ['basics', 'url']],
    ['no name', { basics: { name: ' ' } }, ['basics', 'name']],
  ])('refuses %s', (_name, parts, segments) => {
    expect(resumeViolations(resume(parts))).toEqual([{ path: `/${segments.join('/')}`, message: expect.any(String) }]);
  });

  it('refuses what is too large, too deep or would reach the prototype', () => {
    expect(resumeViolations(resume({ meta: { note: 'x'.repeat(MAX_RESUME_BYTES) } }))[0]?.message).toMatch(/bytes/);
    let deep: object = {};
    for (let depth = 0; depth < MAX_RESUME_DEPTH; depth++) deep = { deep };
    expect(resumeViolations(resume({ meta: deep }))[0]?.message).toMatch(/nested/);
    expect(resumeViolations(JSON.parse('{"basics":{"name":"A","__proto__":{"admin":true}}}'))).toEqual([{ path: '/basics/__proto__', message: 'is not allowed' }]);
  });

  it.each([null, 'a resume', [], 7])('refuses %j', (value) => {
    expect(resumeViolations(value)).not.toEqual([]);
  });
});
