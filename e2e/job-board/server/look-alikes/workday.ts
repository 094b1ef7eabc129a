import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { missing, readForm, type FormBody } from '../form-body.ts';
import { pagePath } from './pages.ts';
import type { LookAlike } from './look-alike.ts';

interface Draft {
  step: number;
  values: Record<string, string>;
  files: FormBody['files'];
}

const REVIEW = 6;
const REQUIRED: Readonly<Record<number, readonly string[]>> = {
  2: ['source', 'candidateIsPreviousWorker', 'legalName--firstName', 'legalName--lastName', 'phoneType', 'phoneNumber'],
  3: ['jobTitle', 'companyName', 'startDateMonth', 'startDateYear', 'attachments'],
  4: ['authorized', 'motivation'],
  5: ['acceptTermsAndAgreements'],
};

/**
 * Workday: an account first, then four steps and a review. `workday-old` names its controls as older tenants do,
 * asks for less, and loses the start date of a job on its way to the review.
 */
export function workday(name: string): LookAlike {
  const drafts = new Map<string, Draft>();
  const cookie = `${name}-account`;
  const draftOf = (request: IncomingMessage) => drafts.get(new RegExp(`(?:^|;\\s*)${cookie}=([0-9a-f-]{36})`).exec(request.headers.cookie ?? '')?.[1] ?? '');
  return {
    name,
    path: '/en-US/careers/job/Hamburg/Wave-Analyst_R-1042/apply/applyManually',
    async answer({ method, path, base, request, response, received }) {
      if (method === 'POST' && path === '/account') {
        const account = randomUUID();
        drafts.set(account, { step: 2, values: {}, files: {} });
        response.setHeader('set-cookie', `${cookie}=${account}; Path=${base}; HttpOnly; SameSite=Lax`);
        return { seeOther: `${base}${this.path}` };
      }
      const draft = draftOf(request);
      if (method === 'POST' && path === '/draft') {
        if (draft === undefined) return { json: { errors: { account: 'Sign in first.' } }, status: 401 };
        const errors = save(draft, await readForm(request), name === 'workday-old');
        if (Object.keys(errors).length > 0) return { json: { errors }, status: 422 };
        if (draft.step <= REVIEW) return { json: { step: draft.step, values: draft.values } };
        received.add({ job: `look-alikes/${name}`, fields: Object.fromEntries(Object.entries(draft.values).map(([key, value]) => [key, [value]])), files: draft.files });
        return { json: { done: true } };
      }
      if (path !== this.path) return undefined;
      const state = { old: name === 'workday-old', base, signedIn: draft !== undefined, step: draft?.step ?? 1, values: draft?.values ?? {} };
      return { html: readFileSync(pagePath('workday.html'), 'utf8').replace('__STATE__', JSON.stringify(state).replaceAll('<', '\\u003c')) };
    },
  };
}

function save(draft: Draft, body: FormBody, isOld: boolean): Record<string, string> {
  const step = Number(body.fields['step']?.[0]);
  if (step !== draft.step) return { step: 'This step was saved already.' };
  const errors = missing(body, REQUIRED[step] ?? []);
  if (Object.keys(errors).length > 0) return errors;
  if (step < REVIEW) {
    for (const [name, [value = '']] of Object.entries(body.fields)) if (name !== 'step') draft.values[name] = value;
    for (const [name, file] of Object.entries(body.files)) {
      draft.files[name] = file;
      draft.values[name] = file.name;
    }
  }
  if (isOld && step === 3) Object.assign(draft.values, { startDateMonth: '01', startDateYear: '1900' });
  draft.step = isOld && step === 3 ? REVIEW : step + 1;
  return {};
}
