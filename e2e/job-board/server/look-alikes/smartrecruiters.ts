import { readFileSync } from 'node:fs';
import { missing, readForm } from '../form-body.ts';
import { pagePath } from './pages.ts';
import type { LookAlike } from './look-alike.ts';

const REQUIRED = ['first-name-input', 'last-name-input', 'email-input', 'resume', 'question_licence', 'question_notice', 'consent'];

/** SmartRecruiters: web components with open shadow roots, in two steps of one page. */
export const smartrecruiters: LookAlike = {
  name: 'smartrecruiters',
  path: '/oneclick-ui/company/Orrery/publication/6f3b7a2e-1d52-4c0b-8c6f-5a1e2b3c4d5e',
  async answer({ method, path, request, received }) {
    if (path !== this.path) return undefined;
    if (method !== 'POST') return { html: readFileSync(pagePath('smartrecruiters.html'), 'utf8') };
    const body = await readForm(request);
    const errors = missing(body, REQUIRED);
    if (Object.keys(errors).length > 0) return { json: { errors }, status: 422 };
    received.add({ job: 'look-alikes/smartrecruiters', ...body });
    return { json: {} };
  },
};
