import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { KEY_BYTES, MasterKey } from './sealing.ts';

/** 32 bytes in base64, as `openssl rand -base64 32` prints them; undefined for anything else. */
export function parseMasterKey(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === KEY_BYTES && bytes.toString('base64') === text.trim() ? bytes : undefined;
}

/**
 * The configured key, or the one in the file, which is made when there is none: enough for one node; several nodes that
 * share profiles must have the same. @throws Error when the file cannot be trusted.
 */
export function openMasterKey(configured: Buffer | undefined, file: string): MasterKey {
  return new MasterKey(configured ?? readOrMake(file));
}

function readOrMake(path: string): Buffer {
  mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path); // Made whole or not at all: half a key would be lost profiles.
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  if ((statSync(path).mode & 0o077) !== 0) throw new Error(`${path} may be read by others: chmod 600 it, and think about who has read it`);
  const key = parseMasterKey(readFileSync(path, 'utf8'));
  if (!key) throw new Error(`${path} holds no key of ${KEY_BYTES} bytes in base64: restore it, or remove it together with the saved profiles`);
  return key;
}
