import { createHash } from 'node:crypto';
import { DOCUMENTS_BUCKET, type FileAnswer } from '@countersign/contracts';
import { jetStreamOf } from '@countersign/event-log';
import { NATS_CONNECTION } from '@countersign/event-log/nest';
import { Objm, StorageType, type ObjectStore } from '@nats-io/obj';
import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable } from '@nestjs/common';

export type DocumentKey = Pick<FileAnswer, 'sha256' | 'sizeBytes'>;

/** A file is not there, or is not what its digest says. */
export class DocumentNotFound extends Error {
  override readonly name = 'DocumentNotFound';
}

/** Files in the object store, each under its SHA-256. */
@Injectable()
export class Documents {
  readonly #connection: NatsConnection;
  #bucket: Promise<ObjectStore> | undefined;

  constructor(@Inject(NATS_CONNECTION) connection: NatsConnection) {
    this.#connection = connection;
  }

  /** Those that were not uploaded, or with another size. */
  async missing(documents: readonly DocumentKey[]): Promise<DocumentKey[]> {
    if (documents.length === 0) return [];
    const bucket = await this.#open();
    const found = await Promise.all(documents.map(async ({ sha256, sizeBytes }) => {
      const info = await bucket.info(sha256);
      return info !== null && !info.deleted && info.size === sizeBytes;
    }));
    return documents.filter((_, index) => !found[index]);
  }

  /** @throws DocumentNotFound also when the stored bytes have another digest. */
  async read({ sha256 }: Pick<DocumentKey, 'sha256'>): Promise<Buffer> {
    const bucket = await this.#open();
    const bytes = await bucket.getBlob(sha256);
    if (!bytes || digestOf(bytes) !== sha256) throw new DocumentNotFound(`document ${sha256} is not in the store`);
    return Buffer.from(bytes);
  }

  /** Digest under which the picture is stored. */
  storePicture(png: Uint8Array): Promise<string> {
    return this.#store(png, 'image/png');
  }

  /** The text as a document of this name. */
  async storeText(name: string, text: string): Promise<FileAnswer> {
    const bytes = Buffer.from(text);
    return { name, mediaType: 'text/plain', sha256: await this.#store(bytes, 'text/plain'), sizeBytes: bytes.length };
  }

  async #store(bytes: Uint8Array, mediaType: string): Promise<string> {
    const bucket = await this.#open();
    const name = digestOf(bytes);
    if (!(await bucket.info(name))) await bucket.putBlob({ name, metadata: { mediaType } }, bytes);
    return name;
  }

  #open(): Promise<ObjectStore> {
    this.#bucket ??= new Objm(jetStreamOf(this.#connection)).create(DOCUMENTS_BUCKET, { storage: StorageType.File });
    this.#bucket.catch(() => (this.#bucket = undefined));
    return this.#bucket;
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
