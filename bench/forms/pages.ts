/** Ten kinds of fields in turn, as application forms have them; nothing that must be opened to be read. */
const KINDS: readonly ((index: number) => string)[] = [
  (i) => `<label for="t${i}">First name ${i} <span aria-hidden="true">*</span></label><input id="t${i}" name="name_${i}" required>`,
  (i) => `<label for="e${i}">Email ${i}</label><input id="e${i}" type="email" name="email_${i}" aria-describedby="h${i}"><small id="h${i}">We answer here.</small>`,
  (i) => `<div class="application-label">Current company ${i}</div><div class="application-field"><input name="company_${i}"></div>`,
  (i) => `<label id="l${i}">Country ${i}</label><select name="country_${i}" aria-labelledby="l${i}"><option value="">Select…</option>${options(i, 20)}</select>`,
  (i) => `<fieldset><legend>May you work here? ${i}</legend><label><input type="radio" name="work_${i}" value="1"> Yes</label><label><input type="radio" name="work_${i}" value="0"> No</label></fieldset>`,
  (i) => `<fieldset><legend>Languages ${i}</legend>${['English', 'German', 'French'].map((one) => `<label><input type="checkbox" name="languages_${i}[]" value="${one}"> ${one}</label>`).join('')}</fieldset>`,
  (i) => `<label>Why this role? ${i}<textarea name="why_${i}" maxlength="2000"></textarea></label>`,
  (i) => `<div><span class="label">Resume ${i}</span><button type="button">Attach</button><input type="file" name="resume_${i}" style="display:none" accept=".pdf"></div>`,
  (i) => `<table><tr><td>Phone ${i}</td><td><input type="tel" name="phone_${i}"></td></tr></table>`,
  (i) => `<label><input type="checkbox" name="current_${i}"> I currently work here ${i}</label>`,
];

function options(seed: number, count: number): string {
  return Array.from({ length: count }, (_, index) => `<option>Country ${seed} ${index}</option>`).join('');
}

/** A form with this many questions. */
export function formPage(fields: number): string {
  const questions = Array.from({ length: fields }, (_, index) => `<div class="field">${(KINDS[index % KINDS.length] as (i: number) => string)(index)}</div>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Application</title><h1>Application</h1><form><h2>About you</h2>${questions.join('\n')}<button>Submit application</button></form></html>`;
}
