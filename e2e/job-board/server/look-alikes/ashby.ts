import { readFileSync } from 'node:fs';
import { missing, readForm } from '../form-body.ts';
import { pagePath } from './pages.ts';
import type { LookAlike } from './look-alike.ts';

const REQUIRED = ['_systemfield_name', '_systemfield_email', '_systemfield_resume', '0c1f6a52-8a41-4a41-b5a6-2f1f0b5f7d11', '1d2e7b63-9b52-4b52-86b7-3a2a1c6a8e22', '2e3f8c74-ac63-4c63-97c8-4b3b2d7b9f33'];

/** Ashby: drawn by a script, Yes/No as buttons; after a resume was attached all is drawn anew and some answers are forgotten. */
export const ashby: LookAlike = {
  name: 'ashby',
  path: '/halcyon/0c9bf3a5-5a7e-4f0c-a0a5-4bfa6b0f7d2a/application',
  async answer({ method, path, request, received }) {
    if (path !== this.path) return undefined;
    if (method !== 'POST') return { html: readFileSync(pagePath('ashby.html'), 'utf8') };
    const body = await readForm(request);
    const errors = missing(body, REQUIRED);
    if (Object.keys(errors).length > 0) return { json: { errors }, status: 422 };
    received.add({ job: 'look-alikes/ashby', ...body });
    return { json: {} };
  },
};
