import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** None of the keys made this, or it belongs to something else, or it was changed. */
export class SecretBoxError extends Error {
  override readonly name = 'SecretBoxError';
}

/**
 * Keeps secrets that must be read again: AES-256-GCM, bound to what they belong to. The first key seals, all of them open, so
 * that a key can be replaced without a gap.
 */
export class SecretBox {
  readonly #keys: readonly { readonly id: Buffer; readonly key: Buffer }[];

  /** Each of 32 random bytes. */
  constructor(keys: readonly Buffer[]) {
    this.#keys = keys.map((key) => ({
      id: createHash('sha256').update('countersign key id').update(key).digest().subarray(0, KEY_ID_BYTES),
      key: Buffer.from(hkdfSync('sha256', key, '', 'countersign gateway secrets', 32)),
    }));
  }

  /** Whether there is a key at all. */
  get isUsable(): boolean {
    return this.#keys.length > 0;
  }

  /** @throws SecretBoxError without a key */
  seal(secret: string, belongsTo: string): Buffer {
    const sealing = this.#keys[0];
    if (!sealing) throw new SecretBoxError('there is no key');
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', sealing.key, nonce).setAAD(Buffer.from(belongsTo));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([sealing.id, nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws SecretBoxError */
  open(sealed: Buffer, belongsTo: string): string {
    const nonceAt = KEY_ID_BYTES;
    const tagAt = nonceAt + NONCE_BYTES;
    const textAt = tagAt + TAG_BYTES;
    const known = this.#keys.find(({ id }) => id.equals(sealed.subarray(0, KEY_ID_BYTES)));
    if (!known) throw new SecretBoxError('its key is not among those of this gateway');
    try {
      const decipher = createDecipheriv('aes-256-gcm', known.key, sealed.subarray(nonceAt, tagAt), { authTagLength: TAG_BYTES }).setAAD(Buffer.from(belongsTo));
      decipher.setAuthTag(sealed.subarray(tagAt, textAt));
      return Buffer.concat([decipher.update(sealed.subarray(textAt)), decipher.final()]).toString('utf8');
    } catch {
      throw new SecretBoxError('it was changed, or belongs to something else');
    }
  }
}
