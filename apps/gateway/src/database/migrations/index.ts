import type { Constructor } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import { Migration202611220001ReadModel } from './migration-20261122-0001-read-model.ts';
import { Migration202611220002Access } from './migration-20261122-0002-access.ts';
import { Migration202611220110Egress } from './migration-20261122-0110-egress.ts';
import { Migration202611220113Consoles } from './migration-20261122-0113-consoles.ts';
import { Migration202611220120Webhooks } from './migration-20261122-0120-webhooks.ts';
import { Migration202611220130Profiles } from './migration-20261122-0130-profiles.ts';
import { Migration202611220140Recordings } from './migration-20261122-0140-recordings.ts';
import { Migration202611290160ResumeFiles } from './migration-20261129-0160-resume-files.ts';
import { Migration202611290170Review } from './migration-20261129-0170-review.ts';
import { Migration202611290200Audit } from './migration-20261129-0200-audit.ts';
import { Migration202611290300Lists } from './migration-20261129-0300-lists.ts';
import { Migration202611290320Idempotency } from './migration-20261129-0320-idempotency.ts';
import { Migration202611290340SignIns } from './migration-20261129-0340-sign-ins.ts';

/** In the order in which they run; a migration that was released is never changed. The class name is its identity. */
export const MIGRATIONS: Constructor<Migration>[] = [
  Migration202611220001ReadModel,
  Migration202611220002Access,
  Migration202611220110Egress,
  Migration202611220113Consoles,
  Migration202611220120Webhooks,
  Migration202611220130Profiles,
  Migration202611220140Recordings,
  Migration202611290160ResumeFiles,
  Migration202611290170Review,
  Migration202611290200Audit,
  Migration202611290300Lists,
  Migration202611290320Idempotency,
  Migration202611290340SignIns,
];
