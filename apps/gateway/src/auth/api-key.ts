import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SHAPE = /^cs_([A-Za-z0-9_-]{12})_([A-Za-z0-9_-]{43})$/;
const ID_BYTES = 9;
const SECRET_BYTES = 32;

export interface ParsedApiKey {
  readonly id: string;
  readonly secret: string;
}

/** `cs_<id>_<secret>`: 12 and 43 characters of base64url. Both may hold `_`, so the lengths divide them. */
export function parseApiKey(text: string): ParsedApiKey | undefined {
  const match = SHAPE.exec(text);
  return match ? { id: match[1]!, secret: match[2]! } : undefined;
}

export function isApiKeyId(text: string): boolean {
  return /^[A-Za-z0-9_-]{12}$/.test(text);
}

export function formatApiKey({ id, secret }: ParsedApiKey): string {
  return `cs_${id}_${secret}`;
}

export function newApiKey(): ParsedApiKey {
  return { id: randomBytes(ID_BYTES).toString('base64url'), secret: newSecret() };
}

/** 256 random bits in base64url: nothing of it has to be stretched to be stored as a plain digest. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether the digest is that of the secret, in time that does not tell where they differ. */
export function matchesSha256(secret: string, digest: string): boolean {
  const expected = Buffer.from(digest, 'hex');
  const actual = createHash('sha256').update(secret).digest();
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
