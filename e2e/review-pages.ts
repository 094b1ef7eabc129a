import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An application form that changes, refuses, or says nothing, as a test tells it to. */
export interface ReviewPages {
  readonly url: string;
  /** accept: says thank you · refuse: shows an error at the e-mail · silent: takes it and says nothing that confirms it. */
  behaviour: 'accept' | 'refuse' | 'silent';
  /** A question more, one less, and one with other options. */
  changed: boolean;
  readonly received: string[];
  stop(): Promise<void>;
}

export async function startReviewPages(): Promise<ReviewPages> {
  const state = { behaviour: 'accept' as ReviewPages['behaviour'], changed: false, received: [] as string[] };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { status, html } = request.method === 'POST' ? posted(state, body) : { status: 200, html: formPage(state.changed, '') };
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/apply`;
  return Object.assign(state, {
    url,
    stop: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  });
}

function posted(state: Pick<ReviewPages, 'behaviour' | 'changed' | 'received'>, body: string): { status: number; html: string } {
  if (state.behaviour === 'refuse') return { status: 422, html: formPage(state.changed, 'Use the address of a company.') };
  state.received.push(body);
  if (state.behaviour === 'silent') return { status: 200, html: page('<p>One moment please. Reference 4711.</p>') };
  return { status: 200, html: page('<h1>Thank you for applying</h1><p>Your application has been submitted.</p>') };
}

const page = (body: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Apply at Fjord</title></head><body>${body}</body></html>`;
const text = (name: string, label: string, rest = '') => `<p><label for="${name}">${label}</label> <input id="${name}" name="${name}" ${rest}></p>`;
const choice = (name: string, label: string, options: readonly string[]) =>
  `<p><label for="${name}">${label}</label> <select id="${name}" name="${name}" required><option value="">Please choose</option>${options.map((option) => `<option>${option}</option>`).join('')}</select></p>`;

function formPage(changed: boolean, emailError: string): string {
  const error = emailError === '' ? '' : `<p id="email-error" role="alert" class="error">${emailError}</p>`;
  return page(`<h1>Apply at Fjord</h1><form method="post" action="/apply">
${text('name', 'Full name *', 'required')}
${text('email', 'E-mail *', `type="email" required ${emailError === '' ? '' : 'aria-invalid="true" aria-describedby="email-error"'}`)}${error}
${choice('office', 'Which office? *', changed ? ['Bergen', 'Tromsø'] : ['Oslo', 'Bergen'])}
${changed ? text('notice', 'Notice period *', 'required') : text('nickname', 'Nickname')}
<p><label for="why">Why Fjord? *</label> <textarea id="why" name="why" required></textarea></p>
<p><button type="submit">Send application</button></p></form>`);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
