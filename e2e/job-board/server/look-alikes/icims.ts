import { missing, readForm } from '../form-body.ts';
import { page, type LookAlike } from './look-alike.ts';

const REQUIRED = ['PersonProfileFields.FirstName', 'PersonProfileFields.LastName', 'PersonProfileFields.Email', 'rcf3048'];
const field = (name: string, label: string, control: string, required: boolean) => `<div class="iCIMS_TableRow field"><div class="iCIMS_InfoMsg iCIMS_InfoField"><label for="${name}">${label}${required ? ' <span class="iCIMS_Required">*</span>' : ''}</label></div><div class="iCIMS_Forms_ElementContainer">${control}</div></div>`;
const input = (name: string, label: string, type = 'text') => field(name, label, `<input type="${type}" id="${name}" name="${name}" i_required="true" aria-required="true">`, true);

/** iCIMS: the employer's page, in it the content's iframe, in that the form's. */
export const icims: LookAlike = {
  name: 'icims',
  path: '/jobs/1234/dispatcher/candidate',
  async answer({ method, path, query, base, request, received }) {
    if (path !== this.path) return undefined;
    if (method === 'POST') {
      const body = await readForm(request);
      const errors = missing(body, REQUIRED);
      if (Object.keys(errors).length > 0) return { html: form(`${base}${path}`, '<div class="iCIMS_ErrorMsg" role="alert">Please complete all required fields.</div>'), status: 422 };
      received.add({ job: 'look-alikes/icims', ...body });
      return { html: page('Candidate', '<div class="iCIMS_InfoMsg"><h1>Thank you!</h1><p>Your submission is complete.</p></div>') };
    }
    if (query.get('form') === '1') return { html: form(`${base}${path}`) };
    const frame = (id: string, more: string, height: number) => `<iframe id="${id}" title="${id === 'icims_content_iframe' ? 'iCIMS Content iFrame' : 'Form'}" src="${base}${path}?${more}" style="width:100%;height:${height}px;border:0"></iframe>`;
    if (query.get('in_iframe') === '1') return { html: page('Dispatcher', `<div class="iCIMS_MainWrapper" id="iCIMS_MainWrapper"><h1 class="iCIMS_Header">Dispatcher</h1>${frame('icims_formFrame', 'in_iframe=1&form=1', 700)}</div>`) };
    return { html: page('Careers at Lantern', `<header>Lantern <form role="search"><input type="search" aria-label="Search"></form></header><span id="icims_iframe_span">${frame('icims_content_iframe', 'in_iframe=1', 900)}</span>`) };
  },
};

function form(action: string, error = ''): string {
  return page('Candidate profile', `<form id="cp_form" name="cp_form" method="post" enctype="multipart/form-data" action="${action}?in_iframe=1&form=1">${error}<h2 class="iCIMS_SubHeader">Contact information</h2>
${input('PersonProfileFields.FirstName', 'First Name')}${input('PersonProfileFields.LastName', 'Last Name')}${input('PersonProfileFields.Email', 'Email', 'email')}
<h2 class="iCIMS_SubHeader">Questions</h2>${field('rcf3048', 'Are you able to work night shifts?', '<select id="rcf3048" name="rcf3048" aria-required="true"><option value="">— Make a Selection —</option><option>Yes</option><option>No</option></select>', true)}
${field('rcf3049', 'Tell us about your last job', '<textarea id="rcf3049" name="rcf3049"></textarea>', false)}
<div class="iCIMS_Actions"><input type="submit" id="cp_form_submit_i" class="iCIMS_PrimaryButton" value="Submit Profile"></div></form>`);
}
