import type { Role } from '@countersign/contracts';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '../http/problem.ts';
import { ApiKey } from './api-key.entity.ts';
import { formatApiKey, matchesSha256, newApiKey, parseApiKey, sha256 } from './api-key.ts';

export interface NewApiKey {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly createdBy: string;
}

/** Compared with when there is no key of an id, so that an unknown id takes as long as a wrong secret. */
const NO_KEY = sha256('no key has this secret');

@Injectable()
export class ApiKeys {
  constructor(private readonly entityManager: EntityManager) {}

  /** The key's text is in the answer and nowhere else. @throws ProblemError api_key_roles_conflict */
  async create({ name, roles, createdBy }: NewApiKey): Promise<{ entity: ApiKey; key: string }> {
    // What an automation wrote it must not approve: nobody may be both.
    if (roles.includes('automation') && roles.includes('reviewer')) throw new ProblemError('api_key_roles_conflict');
    const key = newApiKey();
    const entityManager = this.entityManager.fork();
    const entity = entityManager.create(ApiKey, {
      id: key.id, name, roles: [...roles], secretSha256: sha256(key.secret), createdBy, createdAt: new Date(), revokedAt: null,
    });
    await entityManager.persist(entity).flush();
    return { entity, key: formatApiKey(key) };
  }

  /** The key of this text, if it is one of ours and was not revoked. */
  async verify(text: string): Promise<ApiKey | undefined> {
    const parsed = parseApiKey(text);
    if (!parsed) return undefined;
    const entity = await this.entityManager.fork().findOne(ApiKey, { id: parsed.id });
    const matches = matchesSha256(parsed.secret, entity?.secretSha256 ?? NO_KEY);
    return matches && entity?.revokedAt === null ? entity : undefined;
  }

  async list(): Promise<ApiKey[]> {
    return this.entityManager.fork().find(ApiKey, {}, { orderBy: { createdAt: 'desc', id: 'asc' } });
  }

  /** Revoking twice is fine. @throws ProblemError api_key_not_found */
  async revoke(id: string): Promise<void> {
    const entityManager = this.entityManager.fork();
    const entity = await entityManager.findOne(ApiKey, { id });
    if (!entity) throw new ProblemError('api_key_not_found');
    entity.revokedAt ??= new Date();
    await entityManager.flush();
  }

  /** Ends keys whose text was lost, so that no unknown copy of it works. */
  async revokeNamed(name: string, createdBy: string): Promise<void> {
    await this.entityManager.fork().nativeUpdate(ApiKey, { name, createdBy, revokedAt: null }, { revokedAt: new Date() });
  }
}
