import { escapeHtml, missing, type FormBody } from './form-body.ts';

const REQUIRED = ['name', 'email', 'phone', 'city', 'start', 'shift', 'licence', 'message', 'resume', 'privacy'];

export function harborClinicErrors(form: FormBody): Record<string, string> {
  const errors = missing(form, REQUIRED);
  const hours = form.fields.hours?.[0];
  if (hours && !(Number(hours) >= 10 && Number(hours) <= 40)) errors.hours = 'Please enter a number between 10 and 40.';
  return errors;
}

/** A plain HTML form, server-rendered: with `errors` after a refused post. */
export function harborClinicPage(errors: Record<string, string> = {}): string {
  const error = (name: string) => (errors[name] ? `<span class="error" id="${name}-error" role="alert">${escapeHtml(errors[name])}</span>` : '');
  const summary = Object.keys(errors).length > 0 ? '<p class="error" role="alert">Please correct the marked questions.</p>' : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Receptionist – Harbor Clinic</title>
<style>body{font:17px/1.5 Georgia,serif;max-width:640px;margin:32px auto;padding:0 16px}label,legend{font-weight:bold}p,fieldset{margin:14px 0}.error{color:#a11;display:block}input:not([type=radio]):not([type=checkbox]),select,textarea{display:block;font:inherit;width:100%;box-sizing:border-box;padding:6px}fieldset label{font-weight:normal;display:block}.trap{position:absolute;left:-9999px}</style></head>
<body><h1>Harbor Clinic</h1><h2>Application: receptionist</h2>${summary}
<form method="post" action="/jobs/harbor-clinic/receptionist" enctype="multipart/form-data">
<p><label for="name">Full name *</label><input id="name" name="name" autocomplete="name" required>${error('name')}</p>
<p><label for="email">E-mail *</label><input id="email" name="email" type="email" autocomplete="email" required>${error('email')}</p>
<p><label for="phone">Telephone *</label><input id="phone" name="phone" type="tel" autocomplete="tel" required>${error('phone')}</p>
<p><label for="city">City *</label><input id="city" name="city" autocomplete="address-level2" required>${error('city')}</p>
<p><label for="website">Website</label><input id="website" name="website" type="url"></p>
<p><label for="start">Earliest start date *</label><input id="start" name="start" type="date" required>${error('start')}</p>
<p><label for="hours">Hours a week</label><input id="hours" name="hours" type="number" min="10" max="40">${error('hours')}</p>
<p><label for="education">Highest level of education</label><select id="education" name="education"><option value="">Please choose</option><option>Secondary school</option><option>Vocational training</option><option>Bachelor's degree</option><option>Master's degree</option><option>Doctorate</option></select></p>
<fieldset><legend>Which shift do you prefer? *</legend><label><input type="radio" name="shift" value="Morning" required> Morning</label><label><input type="radio" name="shift" value="Afternoon"> Afternoon</label><label><input type="radio" name="shift" value="Night"> Night</label>${error('shift')}</fieldset>
<fieldset><legend>Do you have a driving licence? *</legend><label><input type="radio" name="licence" value="Yes" required> Yes</label><label><input type="radio" name="licence" value="No"> No</label>${error('licence')}</fieldset>
<fieldset><legend>Languages you speak</legend><label><input type="checkbox" name="languages" value="English"> English</label><label><input type="checkbox" name="languages" value="German"> German</label><label><input type="checkbox" name="languages" value="French"> French</label><label><input type="checkbox" name="languages" value="Turkish"> Turkish</label></fieldset>
<p><label for="message">Why would you like to work here? *</label><textarea id="message" name="message" rows="5" maxlength="1000" required></textarea>${error('message')}</p>
<p><label for="resume">Curriculum vitae (PDF) *</label><input id="resume" name="resume" type="file" accept="application/pdf" required>${error('resume')}</p>
<p class="trap" aria-hidden="true"><label for="fax">Leave this empty</label><input id="fax" name="fax" tabindex="-1" autocomplete="off"></p>
<p><label><input type="checkbox" name="privacy" value="yes" required> I have read the privacy notice and agree that my data is stored for this application. *</label>${error('privacy')}</p>
<p><button type="submit">Send application</button></p></form></body></html>`;
}
