import { missing, type FormBody } from './form-body.ts';

/** The company's own careers page: the application form is the board's, in an iframe. */
export function careersPage(embedUrl: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Frontend Engineer – Careers at Lumen Labs</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b1f27}header{background:#0f2f4a;color:#fff;padding:20px 32px}article{max-width:720px;margin:0 auto;padding:24px}iframe{width:100%;height:1900px;border:0}</style></head>
<body><header><strong>Lumen Labs</strong> · Careers
<form role="search" action="/jobs"><label>Search jobs <input type="search" name="q"></label></form></header>
<article><h1>Frontend Engineer</h1><p>We build instruments for light microscopes, and the web application that people see through them. Berlin, or remote in Europe.</p>
<div id="grnhse_app"><iframe id="grnhse_iframe" title="Job application" src="${embedUrl}"></iframe></div></article></body></html>`;
}

const REQUIRED = ['first_name', 'last_name', 'email', 'resume', 'question_7001', 'question_7002', 'question_7003', 'question_7005'];

export function lumenLabsErrors(form: FormBody): Record<string, string> {
  const errors = missing(form, REQUIRED);
  const email = form.fields.email?.[0];
  if (email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) errors.email = 'Please enter a valid email address.';
  return errors;
}
