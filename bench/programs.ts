import { existsSync } from 'node:fs';
import { findCommand } from '@countersign/test-kit';

/** @throws when something is missing that `npm start` installs. */
export function ensurePrograms(): void {
  const missing = ['nats-server', 'chromium', 'Xtigervnc', 'setpriv'].filter((name) => !findCommand(name) && !existsSync(`/usr/sbin/${name}`));
  if (missing.length > 0) throw new Error(`${missing.join(', ')} not found: run \`npm start\` once, it installs what is missing`);
}
