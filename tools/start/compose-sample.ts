import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { api } from './sample/api.ts';
import { walkSample } from './sample/walk.ts';
import type { Bootstrap } from './services.ts';

/** The sample of `docker compose up`: waits for the gateway, walks the sample, prints the link. */
const { GATEWAY_URL = '', GATEWAY_BOOTSTRAP_FILE = '', JOB_BOARD_URL = '', COUNTERSIGN_DATA = '/data' } = process.env;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const ready = () => fetch(`${GATEWAY_URL}/health/ready`).then((response) => response.ok, () => false);
const deadline = Date.now() + 180_000;
while (!(existsSync(GATEWAY_BOOTSTRAP_FILE) && (await ready()))) {
  if (Date.now() > deadline) throw new Error(`The gateway did not become ready on ${GATEWAY_URL}.`);
  await pause(500);
}
const { keys } = JSON.parse(readFileSync(GATEWAY_BOOTSTRAP_FILE, 'utf8')) as Bootstrap;
await walkSample({ data: COUNTERSIGN_DATA, jobBoardUrl: JOB_BOARD_URL, call: api(GATEWAY_URL, keys.automation), say });
// A new link, because the one in the file may have been opened when this runs again.
const { url } = await api(GATEWAY_URL, keys.operator)<{ url: string }>('POST', '/v1/sign-in-links', {});
say(`\nThe applications wait for your decision. Open this link (it signs you in, once):\n\n  ${url}\n`);
