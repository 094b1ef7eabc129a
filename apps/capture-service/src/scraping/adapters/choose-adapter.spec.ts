import { expect, it } from '@jest/globals';
import { adapterFor, adapterNamed, formAddressOf } from './choose-adapter.ts';

const at = (url: string) => adapterFor({ urls: [url], landmarks: [] }).name;
const marked = (...landmarks: string[]) => adapterFor({ urls: ['https://careers.acme.example/jobs/1'], landmarks }).name;

it.each([
  ['https://boards.greenhouse.io/acme/jobs/4001', 'greenhouse'],
  ['https://job-boards.eu.greenhouse.io/acme/jobs/1', 'greenhouse'],
  ['https://acme.wd5.myworkdayjobs.com/en-US/careers/job/Berlin/X_R1/apply/applyManually', 'workday'],
  ['https://wd3.myworkdaysite.com/recruiting/acme/careers/job/X/apply', 'workday'],
  ['https://jobs.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/apply', 'lever'],
  ['https://jobs.eu.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/apply', 'lever'],
  ['https://jobs.ashbyhq.com/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/application', 'ashby'],
  ['https://jobs.smartrecruiters.com/oneclick-ui/company/Acme/publication/1', 'smartrecruiters'],
  ['https://careers-acme.icims.com/jobs/1234/engineer/candidate?in_iframe=1', 'icims'],
  ['https://greenhouse.io.evil.example/', 'generic'],
  ['https://notlever.co/acme', 'generic'],
  ['about:blank', 'generic'],
])('%s: %s', (url, name) => expect(at(url)).toBe(name));

it.each([
  ['https://jobs.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902?lever-source=x', 'https://jobs.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/apply?lever-source=x'],
  ['https://jobs.ashbyhq.com/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/', 'https://jobs.ashbyhq.com/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/application'],
  ['https://acme.wd5.myworkdayjobs.com/en-US/careers/job/Berlin/Engineer_R-12', 'https://acme.wd5.myworkdayjobs.com/en-US/careers/job/Berlin/Engineer_R-12/apply/applyManually'],
  ['https://acme.wd5.myworkdayjobs.com/careers/job/Berlin/Engineer_R-12/apply', 'https://acme.wd5.myworkdayjobs.com/careers/job/Berlin/Engineer_R-12/apply/applyManually'],
  ['https://acme.wd5.myworkdayjobs.com/careers/job/Berlin/Engineer_R-12/apply/applyManually', null],
  ['https://jobs.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/apply', null],
  ['https://jobs.lever.co/acme', null],
  ['https://boards.greenhouse.io/acme/jobs/4001', null],
  ['https://careers.acme.example/jobs/1', null],
  ['no address', null],
])('the form of %s is at %s', (url, address) => expect(formAddressOf(url)).toBe(address ?? url));

it('by marks of the page, also on an address of the employer', () => {
  expect(['greenhouse-embed', 'lever', 'ashby', 'workday', 'workday-account', 'smartrecruiters', 'icims', 'password-field'].map((mark) => marked(mark))).toEqual(['greenhouse', 'lever', 'ashby', 'workday', 'workday', 'smartrecruiters', 'icims', 'generic']);
});

it("the form's own frame counts more than the page around it", () => {
  const around = { urls: ['https://careers.acme.example/', 'https://boards.greenhouse.io/embed/job_board'], landmarks: ['greenhouse-embed'] };
  expect(adapterFor({ urls: ['https://jobs.lever.co/acme/1/apply'], landmarks: [] }, around).name).toBe('lever');
  expect(adapterFor({ urls: ['https://careers.acme.example/form'], landmarks: [] }, around).name).toBe('greenhouse');
});

it('is found again by the name that a capture recorded', () => {
  expect([adapterNamed('workday').name, adapterNamed('given').name]).toEqual(['workday', 'generic']);
});

it('knows the account of a system, and how it says that an application arrived', () => {
  const asks = (name: string, ...landmarks: string[]) => adapterNamed(name).asksToSignIn?.({ urls: [], landmarks }) ?? false;
  expect([asks('workday', 'workday-account'), asks('workday', 'workday'), asks('icims', 'icims-account'), asks('lever', 'password-field')]).toEqual([true, false, true, false]);
  const address = (name: string, path: string) => adapterNamed(name).confirms?.address?.test(path) ?? false;
  expect(address('greenhouse', '/acme/jobs/4001/confirmation')).toBe(true);
  expect(address('lever', '/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/thanks')).toBe(true);
  expect(address('lever', '/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/apply')).toBe(false);
  expect(address('smartrecruiters', '/oneclick-ui/company/Acme/publication/1/success')).toBe(true);
  const line = (name: string, text: string) => adapterNamed(name).confirms?.line?.test(text) ?? false;
  expect(line('ashby', "Your application was successfully submitted. We'll contact you if there are next steps.")).toBe(true);
  expect(line('workday', 'Application Submitted')).toBe(true);
  expect(line('workday', 'Once your application is submitted, we read it.')).toBe(false);
  expect(line('icims', 'Your submission is complete.')).toBe(true);
});
