/**
 * Files of a session, with Puppeteer: one is put there and given to a form, another is downloaded and fetched.
 *
 *   COUNTERSIGN_URL=http://localhost:4400 COUNTERSIGN_KEY=cs_… node examples/files.ts <id of an active session>
 */
import { setTimeout as pause } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';

const url = process.env.COUNTERSIGN_URL ?? 'http://localhost:4400';
const key = process.env.COUNTERSIGN_KEY;
const session = process.argv[2];
if (!key || !session) throw new Error('usage: COUNTERSIGN_KEY=cs_… node examples/files.ts <id of an active session>');
const headers = { authorization: `Bearer ${key}` };
const files = `${url}/v1/sessions/${session}/files`;

interface SessionFile { readonly id: string; readonly name: string; readonly origin: string; readonly state: string; readonly path: string }

async function json<Result>(response: Response): Promise<Result> {
  const answer = (await response.json()) as Result & { title?: string };
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${answer.title}`);
  return answer;
}

const uploaded = await json<SessionFile>(await fetch(`${files}?name=cover-letter.txt`, { method: 'POST', headers: { ...headers, 'content-type': 'text/plain' }, body: 'Dear all' }));

const browser = await puppeteer.connect({ browserURL: `${url}/v1/sessions/${session}/cdp`, headers, defaultViewport: null });
const page = await browser.newPage();
await page.goto('data:text/html,<input type=file><a download="offer.txt" href="data:text/plain,Welcome">offer</a>');
const input = await page.$('input');
// The name that the API gave the file, not a path of this machine.
await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(uploaded.path);
process.stdout.write(`the form has ${await page.$eval('input', 'document.querySelector("input").files[0].name')}\n`);

const list = async (): Promise<SessionFile[]> => (await json<{ files: SessionFile[] }>(await fetch(files, { headers }))).files;
const known = new Set((await list()).map((file) => file.id));
await page.click('a');
let offer: SessionFile | undefined;
while (!offer) {
  await pause(100);
  offer = (await list()).find((file) => !known.has(file.id) && file.state === 'done');
}
process.stdout.write(`${offer.name} says: ${await (await fetch(`${files}/${offer.id}`, { headers })).text()}\n`);
await page.close();
await browser.disconnect();
