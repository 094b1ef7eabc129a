import { escapeHtml, missing, readForm, type FormBody } from '../form-body.ts';
import { page, type LookAlike } from './look-alike.ts';

const REQUIRED = ['job_application[first_name]', 'job_application[last_name]', 'job_application[email]', 'job_application[answers_attributes][0][text_value]', 'job_application[answers_attributes][1][boolean_value]'];

/** The older hosted form: rendered by the server, lists replaced by select2, answers numbered, their question ids in hidden fields. */
export const greenhouseClassic: LookAlike = {
  name: 'greenhouse-classic',
  path: '/meridian/jobs/4001',
  async answer({ method, path, base, request, received }) {
    if (path === '/meridian/jobs/4001/confirmation') return { html: page('Meridian', '<div id="application_confirmation"><h1>Thank you for applying.</h1><p>Your application has been received.</p></div>') };
    if (path !== this.path) return undefined;
    if (method !== 'POST') return { html: form() };
    const body = await readForm(request);
    const errors = errorsOf(body);
    if (Object.keys(errors).length > 0) return { html: form(errors), status: 422 };
    received.add({ job: 'look-alikes/greenhouse-classic', ...body });
    return { seeOther: `${base}${this.path}/confirmation` };
  },
};

function errorsOf(body: FormBody): Record<string, string> {
  const errors = missing(body, REQUIRED);
  const resume = body.files['job_application[resume]'] ?? body.fields['job_application[resume_text]']?.find((text) => text.trim() !== '');
  return resume ? errors : { ...errors, 'job_application[resume]': 'Please attach a resume or enter one.' };
}

/** What the public Job Board API says of this form. */
export const classicDescription = {
  id: 4001,
  title: 'Analyst',
  questions: [
    ...['First Name', 'Last Name', 'Email'].map((label) => ({ label, required: true, description: null, fields: [{ name: label.toLowerCase().replace(' ', '_'), type: 'input_text', values: [] }] })),
    { label: 'Resume/CV', required: true, description: null, fields: [{ name: 'resume', type: 'input_file', values: [] }, { name: 'resume_text', type: 'textarea', values: [] }] },
    { label: 'Why Meridian?', required: true, description: '&lt;p&gt;A few &lt;b&gt;sentences&lt;/b&gt; will do.&lt;/p&gt;', fields: [{ name: 'question_501', type: 'textarea', values: [] }] },
    { label: 'Are you authorized to work in Germany?', required: true, description: null, fields: [{ name: 'question_502', type: 'multi_value_single_select', values: [{ label: 'Yes', value: 1 }, { label: 'No', value: 0 }] }] },
    { label: 'Which office?', required: true, description: null, fields: [{ name: 'question_503', type: 'multi_value_single_select', values: [{ label: 'Berlin', value: 1 }, { label: 'Lisbon', value: 2 }, { label: 'Remote', value: 3 }] }] },
    { label: 'What is your shoe size?', required: true, description: null, fields: [{ name: 'question_504', type: 'input_text', values: [] }] },
  ],
  compliance: [{ type: 'eeoc', description: '&lt;p&gt;Voluntary&lt;/p&gt;', questions: [{ label: 'Gender', required: false, fields: [{ name: 'gender', type: 'multi_value_single_select', values: [{ label: 'Male', value: '1' }, { label: 'Female', value: '2' }, { label: 'Decline To Self Identify', value: '3' }] }] }] }],
};

const SELECT2 = `for (const select of document.querySelectorAll('select.select2')) {
  const box = document.createElement('div');
  box.className = 'select2-container';
  box.innerHTML = '<a class="select2-choice" href="javascript:void(0)"><span class="select2-chosen"></span></a>';
  const show = () => { box.querySelector('.select2-chosen').textContent = select.selectedOptions[0]?.text || 'Please select'; };
  select.before(box);
  select.classList.add('select2-offscreen');
  select.addEventListener('change', show);
  show();
}
document.querySelector('[data-source=paste]').addEventListener('click', (event) => { event.preventDefault(); document.querySelector('#resume_text').hidden = false; });`;

function form(errors: Record<string, string> = {}): string {
  const error = (name: string) => (errors[name] ? `<div class="field-error-msg" role="alert">${escapeHtml(errors[name])}</div>` : '');
  const text = (name: string, label: string, type = 'text') => `<div class="field"><label for="${name}">${label} <span class="asterisk">*</span></label><input type="${type}" id="${name}" name="job_application[${name}]" aria-required="true" maxlength="255">${error(`job_application[${name}]`)}</div>`;
  const answer = (index: number, id: number, control: string) => `<input type="hidden" name="job_application[answers_attributes][${index}][question_id]" value="${id}">${control}`;
  const options = (...labels: string[]) => `<option value="">--</option>${labels.map((label, index) => `<option value="${index + 1}">${label}</option>`).join('')}`;
  return page('Job Application for Analyst at Meridian', `<div id="app_body"><h1 class="app-title">Analyst</h1>
<form id="application_form" method="post" enctype="multipart/form-data"><div id="main_fields">
${text('first_name', 'First Name')}${text('last_name', 'Last Name')}${text('email', 'Email')}
<fieldset id="resume_fieldset"><legend>Resume/CV <span class="asterisk">*</span></legend><div class="attach-or-paste"><a href="#" role="button">Attach</a> <a href="#" data-source="paste">enter manually</a><input type="file" name="job_application[resume]" aria-label="Resume/CV"><div class="field"><label for="resume_text">Paste your resume</label><textarea id="resume_text" name="job_application[resume_text]"></textarea></div></div>${error('job_application[resume]')}</fieldset></div>
<div id="custom_fields">
<div class="field"><label>Why Meridian? <span class="asterisk">*</span>${answer(0, 501, '<textarea name="job_application[answers_attributes][0][text_value]" aria-required="true"></textarea>')}</label></div>
<div class="field"><label>Are you authorized to work in Germany? <span class="asterisk">*</span>${answer(1, 502, `<select class="select2" name="job_application[answers_attributes][1][boolean_value]" aria-required="true"><option value="">--</option><option value="1">Yes</option><option value="0">No</option></select>`)}</label></div>
<div class="field"><label>Which office?${answer(2, 503, `<select class="select2" name="job_application[answers_attributes][2][answer_selected_options_attributes][0][question_option_id]">${options('Berlin', 'Lisbon', 'Tallinn')}</select>`)}</label></div></div>
<div id="eeoc_fields"><h3>U.S. Equal Employment Opportunity information</h3><div class="field"><label>Gender<select class="select2" id="job_application_gender" name="job_application[gender]">${options('Male', 'Female', 'Decline To Self Identify')}</select></label></div></div>
<div id="submit_buttons"><input type="submit" id="submit_app" value="Submit Application"></div></form></div><script>${SELECT2}</script>`, '<style>.select2-offscreen{position:absolute!important;clip:rect(0 0 0 0);width:1px;height:1px;overflow:hidden}.select2-container{border:1px solid #999;padding:4px}.asterisk{color:#a11}</style>');
}
