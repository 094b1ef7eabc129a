import type { CommandMeta, Page, Role } from '@countersign/contracts';
import { EntityManager, type FilterQuery } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { decodeCursor, limitOf, pageOf, type PageRequest } from '../database/page.ts';
import { ProblemError } from '../http/problem.ts';
import { AccessRecords } from './access-records.ts';
import { ApiKey } from './api-key.entity.ts';
import { formatApiKey, isApiKeyId, matchesSha256, newApiKey, parseApiKey, sha256 } from './api-key.ts';

export interface NewApiKey {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly expiresAt?: Date | undefined;
}
export const API_KEY_STATES = ['active', 'expired', 'revoked'] as const;
export type ApiKeyState = (typeof API_KEY_STATES)[number];

/** Compared with when there is no key of an id, so that an unknown id takes as long as a wrong secret. */
const NO_KEY = sha256('no key has this secret');

@Injectable()
export class ApiKeys {
  constructor(
    private readonly entityManager: EntityManager,
    private readonly records: AccessRecords,
  ) {}

  /** The key's text is in the answer and nowhere else; that it was made is in the log before it works. @throws ProblemError api_key_roles_conflict, request_invalid, service_unavailable */
  async create({ name, roles, expiresAt }: NewApiKey, meta: CommandMeta): Promise<{ entity: ApiKey; key: string; position: number }> {
    // What an automation wrote it must not approve: nobody may be both.
    if (roles.includes('automation') && roles.includes('reviewer')) throw new ProblemError('api_key_roles_conflict');
    const now = new Date();
    if (expiresAt && expiresAt <= now) throw new ProblemError('request_invalid', { errors: [{ path: '/expiresAt', message: 'expiresAt must be in the future' }] });
    const key = newApiKey();
    return this.entityManager.fork().transactional(async (entityManager) => {
      const entity = entityManager.create(ApiKey, {
        id: key.id, name, roles: [...roles], secretSha256: sha256(key.secret), createdBy: meta.actor, createdAt: now, revokedAt: null, expiresAt: expiresAt ?? null, lastUsedAt: null,
      });
      await entityManager.persist(entity).flush();
      const data = { keyId: key.id, name, roles: [...roles], expiresAt: expiresAt?.toISOString() ?? null };
      const position = await this.records.record({ type: 'countersign.audit.api_key_created.v1', data }, meta);
      return { entity, key: formatApiKey(key), position };
    });
  }

  /** The key of this text, if it is one of ours that was not revoked and has not expired. */
  async verify(text: string): Promise<ApiKey | undefined> {
    const parsed = parseApiKey(text);
    if (!parsed) return undefined;
    const entity = await this.entityManager.fork().findOne(ApiKey, { id: parsed.id });
    const matches = matchesSha256(parsed.secret, entity?.secretSha256 ?? NO_KEY);
    if (!matches || !entity || entity.revokedAt !== null) return undefined;
    return entity.expiresAt === null || entity.expiresAt > new Date() ? entity : undefined;
  }

  /** Newest first. @throws InvalidCursorError */
  async list({ state, ...page }: PageRequest & { readonly state?: ApiKeyState | undefined }): Promise<Page<ApiKey>> {
    const after = decodeCursor(page.cursor, isApiKeyId);
    const limit = limitOf(page.limit);
    const where: FilterQuery<ApiKey>[] = [
      ...(after ? [{ $or: [{ createdAt: { $lt: new Date(after.at) } }, { createdAt: new Date(after.at), id: { $lt: after.id } }] }] : []),
      ...(state === undefined ? [] : [inState(state)]),
    ];
    const rows = await this.entityManager.fork().find(ApiKey, { $and: where }, { orderBy: { createdAt: 'desc', id: 'desc' }, limit: limit + 1 });
    return pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt.toISOString(), id }));
  }

  /** @throws ProblemError api_key_not_found */
  async get(id: string): Promise<ApiKey> {
    const entity = await this.entityManager.fork().findOne(ApiKey, { id });
    if (!entity) throw new ProblemError('api_key_not_found');
    return entity;
  }

  /**
   * Revoking twice is fine. It is revoked before that is recorded, and stays so when it cannot be: a repeat records it then.
   * @returns the position of the record. @throws ProblemError api_key_not_found, service_unavailable
   */
  async revoke(id: string, meta: CommandMeta): Promise<number> {
    const entityManager = this.entityManager.fork();
    const entity = await entityManager.findOne(ApiKey, { id });
    if (!entity) throw new ProblemError('api_key_not_found');
    entity.revokedAt ??= new Date();
    await entityManager.flush();
    return this.records.record({ type: 'countersign.audit.api_key_revoked.v1', data: { keyId: id, name: entity.name } }, meta, `api key ${id} revoked`);
  }

  /** Ends keys whose text was lost, so that no unknown copy of it works. */
  async revokeNamed(name: string, meta: CommandMeta): Promise<void> {
    const lost = await this.entityManager.fork().find(ApiKey, { name, createdBy: meta.actor, revokedAt: null });
    for (const { id } of lost) await this.revoke(id, meta);
  }
}

function inState(state: ApiKeyState): FilterQuery<ApiKey> {
  const now = new Date();
  if (state === 'revoked') return { revokedAt: { $ne: null } };
  return state === 'expired' ? { revokedAt: null, expiresAt: { $lte: now } } : { revokedAt: null, $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] };
}
