import { randomBytes } from 'node:crypto';
import { link, readFile, unlink, writeFile } from 'node:fs/promises';

const KEY_BYTES = 32;

/** The key in the file, which is made (0600) when there is none; of several processes one makes it. @throws Error when it holds no key */
export async function readOrMakeKey(path: string): Promise<Buffer> {
  const known = await readKey(path);
  if (known) return known;
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600 });
  try {
    // Whole or not at all, and never over one that is there.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  return (await readKey(path))!;
}

async function readKey(path: string): Promise<Buffer | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`${path} does not hold ${KEY_BYTES} bytes in base64; restore it, what it sealed cannot be read without it`);
  return key;
}
