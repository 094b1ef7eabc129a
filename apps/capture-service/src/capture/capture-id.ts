import { createHash } from 'node:crypto';

/** RFC 9562 section 5.5 name space of captures: fixed for ever, since it makes one capture per task. */
const NAMESPACE = '7f1c2d5e-1b0a-4f57-9a63-6c7e0f0b1d42';

/** The id of the one capture of a task: UUIDv5 of the task's id. */
export function captureIdOf(taskId: string): string {
  const digest = createHash('sha1').update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex')).update(taskId.toLowerCase()).digest();
  digest[6] = (digest[6]! & 0x0f) | 0x50;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
