import type { Constructor } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import { Migration202611220001ReadModel } from './migration-20261122-0001-read-model.ts';
import { Migration202611220002Access } from './migration-20261122-0002-access.ts';

/** In the order in which they run; a migration that was released is never changed. The class name is its identity. */
export const MIGRATIONS: Constructor<Migration>[] = [Migration202611220001ReadModel, Migration202611220002Access];
