import { missing, readForm } from '../form-body.ts';
import { page, type LookAlike } from './look-alike.ts';

const CARD = 'd3a1a2c0-6a0e-4f8e-9c57-0f6f4a2b9e10';
const REQUIRED = ['name', 'email', `cards[${CARD}][field0]`, `cards[${CARD}][field1]`];
const star = '<span class="required">✱</span>';

const question = (label: string, control: string, required: boolean) => `<li class="application-question"><label><div class="application-label">${label}${required ? star : ''}</div><div class="application-field">${control}</div></label></li>`;
/** Its text stands beside the choices: no fieldset, no legend. */
const choices = (label: string, name: string, type: 'radio' | 'checkbox', options: readonly string[], required: boolean) =>
  `<li class="application-question custom-question"><div class="application-label full-width multiple-choice"><div class="text">${label}${required ? star : ''}</div></div><div class="application-field full-width"><ul data-qa="multiple-choice">${options.map((option) => `<li><label><input type="${type}" name="${name}" value="${option}" ${required && type === 'radio' ? 'required' : ''}><span class="application-answer-alternative">${option}</span></label></li>`).join('')}</ul></div></li>`;
const select = (label: string, name: string, options: readonly string[]) => question(label, `<select name="${name}"><option value="">Select ...</option>${options.map((option) => `<option value="${option}">${option}</option>`).join('')}</select>`, false);

const LOCATION = `const field = document.getElementById('location-input');
const list = document.querySelector('.dropdown-results');
const take = (place) => { document.getElementById('selected-location').value = place ? JSON.stringify({ name: place }) : ''; list.replaceChildren(); };
field.addEventListener('input', () => {
  take('');
  if (field.value === '') return;
  const entry = Object.assign(document.createElement('div'), { className: 'dropdown-location', textContent: field.value });
  entry.addEventListener('mousedown', () => take(entry.textContent));
  list.append(entry);
});
// What is typed to the last letter counts as chosen.
field.addEventListener('blur', () => take(field.value));
document.getElementById('application-form').addEventListener('submit', (event) => {
  if (!/Robot/.test(document.querySelector('[name=name]').value)) return;
  event.preventDefault();
  const riddle = document.createElement('iframe');
  riddle.title = 'Main content of the hCaptcha challenge';
  riddle.style.cssText = 'position:fixed;top:40px;left:40px;width:400px;height:400px;background:#fff';
  riddle.srcdoc = 'Please click each image containing a boat';
  document.body.append(riddle);
});`;

/** Lever: one page, rendered by the server; own questions are named `cards[<uuid>][fieldN]`; a captcha waits unseen, and opens for those it takes for robots. */
export const lever: LookAlike = {
  name: 'lever',
  path: '/quorum/5ac21346-8e0c-4494-8e7a-3eb92ff77902/apply',
  async answer({ method, path, base, request, received }) {
    const thanks = this.path.replace(/apply$/, 'thanks');
    if (path === thanks) return { html: page('Quorum', '<h3 data-qa="msg-submit-success">Application submitted!</h3><p>Thanks for your interest in Quorum.</p>') };
    if (path !== this.path) return undefined;
    if (method !== 'POST') return { html: form() };
    const body = await readForm(request);
    const errors = missing(body, REQUIRED);
    if (!body.files['resume']) errors['resume'] = 'Please attach a resume.';
    if (Object.keys(errors).length > 0) return { html: form(`<div class="error-message" role="alert">✱ ${Object.values(errors)[0]}</div>`), status: 422 };
    received.add({ job: 'look-alikes/lever', ...body });
    return { seeOther: `${base}${thanks}` };
  },
};

function form(error = ''): string {
  return page('Quorum - Support Engineer', `<h2>Support Engineer</h2><form id="application-form" method="POST" enctype="multipart/form-data"><div class="section application-form"><h4>Submit your application</h4>${error}<ul>
<li class="application-question resume"><label><div class="application-label">Resume/CV ${star}</div><div class="application-field"><a href="#" class="postings-btn visible-resume-upload"><span class="filename"></span><span class="default-label">ATTACH RESUME/CV</span><input class="application-file-input invisible-resume-upload" data-qa="input-resume" id="resume-upload-input" name="resume" tabindex="-1" type="file" style="opacity:0"></a></div></label></li>
${question('Full name', '<input type="text" data-qa="name-input" name="name" required>', true)}${question('Email', '<input name="email" type="email" data-qa="email-input" required>', true)}${question('Phone', '<input type="text" name="phone">', false)}
<li class="application-question"><label><div class="application-label">Current location</div><div class="application-field"><input id="location-input" type="text" name="location" class="location-input" autocomplete="off"><input id="selected-location" type="hidden" name="selectedLocation"><div class="dropdown-container"><div class="dropdown-results"></div></div></div></label></li></ul></div>
<div class="section application-form"><h4>Links</h4><ul>${question('LinkedIn URL', '<input type="text" name="urls[LinkedIn]">', false)}</ul></div>
<div class="section application-form"><h4 data-qa="card-name">Questions</h4><ul><input type="hidden" name="cards[${CARD}][baseTemplate]" value="{&quot;id&quot;:&quot;${CARD}&quot;}">
${choices('Do you currently live in Germany?', `cards[${CARD}][field0]`, 'radio', ['Yes', 'No'], true)}
<li class="application-question custom-question"><div class="application-label"><div class="text">Why this team?${star}</div></div><div class="application-field"><textarea name="cards[${CARD}][field1]" placeholder="Type your response" required></textarea></div></li>
${choices('Which shifts can you take?', `cards[${CARD}][field2]`, 'checkbox', ['Mornings', 'Evenings', 'Weekends'], false)}</ul></div>
<div class="section eeo-section"><h4>U.S. Equal Employment Opportunity information</h4><ul>${select('Gender', 'eeo[gender]', ['Male', 'Female', 'Decline to self-identify'])}</ul></div>
<div class="section page-centered last-section-apply"><div id="h-captcha" class="h-captcha" data-size="invisible"></div><input type="hidden" id="hcaptchaResponseInput" name="h-captcha-response"><button id="btn-submit" type="submit" class="postings-btn template-btn-submit" data-qa="btn-submit">Submit application</button></div></form><script>${LOCATION}</script>`, '<style>.required{color:#a11}</style>');
}
