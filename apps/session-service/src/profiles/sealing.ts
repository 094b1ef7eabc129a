import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES;
export const KEY_BYTES = 32;

/** The bytes were not sealed with this key about this, or were changed since. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

/**
 * AES-256-GCM with a random nonce (NIST SP 800-38D 8.2.2; a key seals far fewer than 2^32 times): format, nonce, ciphertext,
 * tag. `about` is authenticated with it: what was sealed about one thing opens as nothing else.
 */
export function seal(key: Buffer, plain: Buffer, about: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Nothing is handed out before all of it was authenticated. @throws SealBrokenError */
export function unseal(key: Buffer, sealed: Buffer, about: string): Buffer {
  if (sealed.length < HEADER_BYTES + TAG_BYTES || sealed[0] !== FORMAT) throw new SealBrokenError('these are no sealed bytes of a known format');
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, HEADER_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealBrokenError('the seal is broken');
  }
}

/** Wraps the keys of profiles. Whoever has it and the stored bytes can read every profile. */
export class MasterKey {
  readonly #wrapping: Buffer;
  /** Tells one master key from another, and nothing about it. */
  readonly checksum: string;

  constructor(bytes: Buffer) {
    if (bytes.length !== KEY_BYTES) throw new RangeError(`a master key has ${KEY_BYTES} bytes`);
    const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', bytes, Buffer.alloc(0), `countersign profiles: ${purpose}`, KEY_BYTES));
    this.#wrapping = derive('wrap keys');
    this.checksum = createHmac('sha256', derive('checksum')).update('countersign profiles').digest('hex');
  }

  wrap(key: Buffer, about: string): Buffer {
    return seal(this.#wrapping, key, about);
  }

  /** @throws SealBrokenError */
  unwrap(wrapped: Buffer, about: string): Buffer {
    return unseal(this.#wrapping, wrapped, about);
  }
}
