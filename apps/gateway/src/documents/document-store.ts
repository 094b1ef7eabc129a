import { DOCUMENTS_BUCKET, type FileAnswer } from '@countersign/contracts';
import { jetStreamOf } from '@countersign/event-log';
import { NATS_CONNECTION } from '@countersign/event-log/nest';
import { Objm, StorageType, type ObjectStore } from '@nats-io/obj';
import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable } from '@nestjs/common';
import { sha256 } from '../auth/api-key.ts';
import { mediaTypeOf } from './media-type.ts';

export interface StoredDocument {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** Files in the object store, each under its SHA-256, so the same file is there once. */
@Injectable()
export class DocumentStore {
  private bucket: Promise<ObjectStore> | undefined;

  constructor(@Inject(NATS_CONNECTION) private readonly connection: NatsConnection) {}

  async put(name: string, declaredMediaType: string | undefined, bytes: Buffer): Promise<FileAnswer> {
    const digest = sha256(bytes);
    const mediaType = mediaTypeOf(bytes, name, declaredMediaType);
    const bucket = await this.open();
    if (!(await bucket.info(digest))) await bucket.putBlob({ name: digest, metadata: { mediaType } }, bytes);
    return { name, mediaType, sha256: digest, sizeBytes: bytes.length };
  }

  async get(digest: string): Promise<StoredDocument | undefined> {
    const bucket = await this.open();
    const info = await bucket.info(digest);
    if (!info || info.deleted) return undefined;
    const bytes = await bucket.getBlob(digest);
    return bytes ? { bytes, mediaType: mediaTypeOf(bytes, '', info.metadata?.['mediaType']) } : undefined;
  }

  private open(): Promise<ObjectStore> {
    this.bucket ??= new Objm(jetStreamOf(this.connection)).create(DOCUMENTS_BUCKET, { storage: StorageType.File });
    this.bucket.catch(() => (this.bucket = undefined));
    return this.bucket;
  }
}
