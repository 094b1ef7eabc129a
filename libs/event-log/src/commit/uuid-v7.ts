import { randomFillSync } from 'node:crypto';

const random = new Uint8Array(8_192);
let used = random.length;
let lastMs = 0;
let counter = 0;

/**
 * RFC 9562 version 7: 48 bits of milliseconds, then a 12-bit counter (method 1 of section 6.2), so that the ids of one
 * process ascend even within a millisecond and when the clock goes back, then 62 random bits.
 */
export function uuidV7(nowMs: number = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastMs++;
    counter = 0;
  }
  if (used + 8 > random.length) {
    randomFillSync(random);
    used = 0;
  }
  const tail = Buffer.from(random.subarray(used, (used += 8)));
  tail[0] = (tail[0]! & 0x3f) | 0x80;
  const time = lastMs.toString(16).padStart(12, '0');
  const rest = tail.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${rest.slice(0, 4)}-${rest.slice(4)}`;
}
