import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Application forms that behave as told; what they receive is counted. */
export interface JobPages {
  readonly url: string;
  readonly received: { readonly job: string; readonly fields: Record<string, string> }[];
  /** Changes the plain form while nobody looks. */
  changed: boolean;
  /** Called when an application arrives, before it is answered. */
  onReceived: () => Promise<void>;
  close(): Promise<void>;
}

const page = (title: string, body: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;
const form = (action: string, fields: string, button = 'Submit application') => `<form method="post" enctype="multipart/form-data" action="${action}">${fields}<button type="submit">${button}</button></form>`;
const text = (name: string, label: string, rest = '') => `<p><label for="${name}">${label}</label><input id="${name}" name="${name}" ${rest}></p>`;
const yesNo = (name: string, label: string) =>
  `<fieldset><legend>${label}</legend><label><input type="radio" name="${name}" value="Yes" required> Yes</label><label><input type="radio" name="${name}" value="No"> No</label></fieldset>`;

const plain = (changed: boolean) =>
  text('name', 'Full name *', 'required') + text('email', 'E-mail *', 'type="email" required') + text('city', 'City') + yesNo('python', 'Do you have experience with Python? *') +
  `<p><label for="motivation">Why do you want to work here? *</label><textarea id="motivation" name="motivation" required></textarea></p>` +
  `<p><label for="resume">Resume *</label><input type="file" id="resume" name="resume" accept=".pdf" required></p>` +
  `<p><label><input type="checkbox" name="consent" required> I agree to the privacy policy *</label></p>${changed ? text('salary', 'Salary expectations *', 'required') : ''}`;
const thanks = page('Thank you for applying', '<p>Your application has been submitted.</p>');
const STEPS = [text('first_name', 'First name *', 'required') + text('last_name', 'Last name *', 'required'), text('phone', 'Phone *', 'type="tel" required') + text('nickname', 'Nickname')];

export async function startJobPages(): Promise<JobPages> {
  const wizardSteps = new Map<string, number>();
  const state = { changed: false, received: [] as JobPages['received'], onReceived: async () => undefined as void };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, html, headers }) => response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers }).end(html));
  });

  async function answer(request: IncomingMessage): Promise<{ status: number; html?: string; headers?: Record<string, string> }> {
    const [, job = '', visitor = ''] = new URL(request.url!, 'http://localhost').pathname.split('/');
    const isPost = request.method === 'POST';
    const fields = isPost ? await fieldsOf(request) : {};
    if (job === 'wizard') return wizard(isPost, visitor, fields);
    if (isPost) {
      state.received.push({ job, fields });
      await state.onReceived();
      if (job === 'strict') return { status: 422, html: page('Strict', `<p class="error" role="alert">Please tell us more about yourself.</p>${form('/strict', plain(false))}`) };
      if (job === 'silent') return { status: 200, html: page('Acme', '<p>Jobs</p>') };
      return { status: 303, headers: { location: '/thanks' } };
    }
    if (job === 'thanks') return { status: 200, html: thanks };
    if (job === 'empty') return { status: 200, html: page('Acme', '<p>This job is closed.</p>') };
    if (job === 'missing') return { status: 404, html: page('Not found', '') };
    return { status: 200, html: page('Engineer at Acme', form(`/${job}`, plain(job === 'plain' && state.changed))) };
  }

  function wizard(isPost: boolean, visitor: string, fields: Record<string, string>) {
    const step = wizardSteps.get(visitor) ?? 0;
    if (isPost) {
      wizardSteps.set(visitor, step + 1);
      if (step + 1 === STEPS.length) state.received.push({ job: 'wizard', fields });
      return { status: 303, headers: { location: step + 1 >= STEPS.length ? '/thanks' : `/wizard/${visitor}` } };
    }
    const isLast = step + 1 === STEPS.length;
    return { status: 200, html: page('Engineer at Acme', `<p>Step ${step + 1} of ${STEPS.length}</p>${form(`/wizard/${visitor}`, STEPS[step] ?? '', isLast ? 'Submit application' : 'Save and continue')}`) };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, { url, close: async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  } });
}

async function fieldsOf(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = await new Response(Buffer.concat(chunks), { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData();
  return Object.fromEntries([...body].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]));
}
