import { readFileSync } from 'node:fs';
import { missing, readForm } from '../form-body.ts';
import { pagePath } from './pages.ts';
import { page, type LookAlike } from './look-alike.ts';

const select = (name: string, label: string, required: boolean, ...labels: string[]) => ({ label, required, description: null, fields: [{ name, type: name.endsWith('[]') ? 'multi_value_multi_select' : 'multi_value_single_select', values: labels.map((option, index) => ({ label: option, value: index + 1 })) }] });
const text = (name: string, label: string, required: boolean) => ({ label, required, description: null, fields: [{ name, type: 'input_text', values: [] }] });

/** What the page carries about itself, as hosted pages do. */
export const jobPost = {
  title: 'Data Engineer',
  public_url: 'https://job-boards.greenhouse.io/meridian/jobs/4002',
  employment: 'hidden',
  education_config: { school_name: 'hidden', degree: 'required', discipline: 'hidden' },
  questions: [
    text('first_name', 'First Name', true),
    text('last_name', 'Last Name', true),
    text('email', 'Email', true),
    text('phone', 'Phone', false),
    { label: 'Resume/CV', required: true, description: null, fields: [{ name: 'resume', type: 'input_file', values: [], allowed_filetypes: ['pdf', 'doc', 'docx', 'txt', 'rtf'] }, { name: 'resume_text', type: 'textarea', values: [] }] },
    select('question_6001', 'Do you have experience with Python?', true, 'Yes', 'No'),
    select('question_6002', 'How did you hear about us?', false, 'LinkedIn', 'A friend', 'Other'),
    select('question_6003[]', 'Which of these have you used?', true, 'TypeScript', 'Go', 'Rust'),
    { label: 'What would you build first?', required: false, description: '<p>Short is <em>good</em>.&nbsp;</p>', fields: [{ name: 'question_6004', type: 'textarea', values: [] }] },
  ],
  demographic_questions: { header: 'Survey', description: '', questions: [{ id: 4009001, label: 'How would you describe yourself?', required: false, type: 'multi_value_single_select', answer_options: [{ id: 1, label: 'In one way', free_form: false, decline_to_answer: false }, { id: 2, label: 'In my own words', free_form: true, decline_to_answer: false }, { id: 3, label: "I don't wish to answer", free_form: false, decline_to_answer: true }] }] },
};
const REQUIRED = ['first_name', 'last_name', 'email', 'question_6001', 'question_6003', 'degree--0'];

/** The newer hosted form: lists as react-select draws them, its schema in `window.__remixContext`, and a code by e-mail for those it takes for robots. */
export const greenhouse: LookAlike = {
  name: 'greenhouse',
  path: '/meridian/jobs/4002',
  async answer({ method, path, request, received }) {
    if (path === `${this.path}/confirmation`) return { html: page('Application submitted', '<h1>Thank you for applying.</h1><p>Your application has been received.</p>') };
    if (path !== this.path) return undefined;
    if (method !== 'POST') {
      const context = { state: { loaderData: { 'routes/$url_token_.jobs_.$job_post_id': { jobPost } } } };
      return { html: readFileSync(pagePath('greenhouse.html'), 'utf8').replace('__CONTEXT__', JSON.stringify(context).replaceAll('<', '\\u003c')) };
    }
    const body = await readForm(request);
    const errors = missing(body, REQUIRED);
    if (!body.files['resume'] && !body.fields['resume_text']?.[0]) errors['resume'] = 'Resume/CV is required.';
    if (Object.keys(errors).length > 0) return { json: { errors }, status: 422 };
    const { security_code: code, ...fields } = body.fields;
    if (fields['last_name']?.[0] === 'Robot' && code?.[0] !== 'ABCD1234') return { json: { message: 'captcha-failed' }, status: 428 };
    received.add({ job: 'look-alikes/greenhouse', fields, files: body.files });
    return { json: {} };
  },
};

/** A careers page of the employer's own, with the form of the board in an iframe. */
export const greenhouseEmbedded: LookAlike = {
  name: 'greenhouse-embedded',
  path: '/careers/data-engineer',
  async answer({ path }) {
    if (path !== this.path) return undefined;
    return { html: page('Data Engineer – Careers at Meridian', '<header><form role="search"><label>Search jobs <input type="search" name="q"></label></form></header><h1>Data Engineer</h1><div id="grnhse_app"><iframe id="grnhse_iframe" title="Greenhouse Job Board" style="width:100%;height:1700px;border:0" src="/look-alikes/greenhouse/meridian/jobs/4002"></iframe></div>') };
  },
};
