import { readFile, rename, writeFile } from 'node:fs/promises';
import { ROLES, type Role } from '@countersign/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { ownMeta } from './access-records.ts';
import { ApiKeys } from './api-keys.ts';
import { LOCAL_USER, PERSON_ROLES, UserSessions } from './user-sessions.ts';

export interface BootstrapFile {
  readonly keys: Readonly<Record<Role, string>>;
  /** Signs the person who started it in, once; where links are off, only the address. */
  readonly signInUrl: string;
}

/** What a fresh installation needs to be used at all: one key a role and a link for a person. */
@Injectable()
export class BootstrapKeys {
  constructor(
    private readonly apiKeys: ApiKeys,
    private readonly userSessions: UserSessions,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** Keys in the file that still work are kept; the link is a new one at every start. The file is readable for its owner only. */
  async writeTo(path: string): Promise<BootstrapFile> {
    const known = await readKnown(path);
    const keys = {} as Record<Role, string>;
    for (const role of ROLES) keys[role] = await this.keyFor(role, known[role]);
    const signInUrl = this.config.signInLinks ? (await this.userSessions.createLink({ userName: LOCAL_USER, roles: PERSON_ROLES }, ownMeta())).url : `${this.config.publicUrl}/`;
    const content: BootstrapFile = { keys, signInUrl };
    const draft = `${path}.${process.pid}.new`;
    await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    await rename(draft, path);
    return content;
  }

  private async keyFor(role: Role, known: unknown): Promise<string> {
    if (typeof known === 'string') {
      const verified = await this.apiKeys.verify(known);
      if (verified && verified.roles.length === 1 && verified.roles[0] === role) return known;
    }
    const name = `first ${role} key`;
    await this.apiKeys.revokeNamed(name, ownMeta());
    return (await this.apiKeys.create({ name, roles: [role] }, ownMeta())).key;
  }
}

async function readKnown(path: string): Promise<Partial<Record<Role, unknown>>> {
  try {
    return (JSON.parse(await readFile(path, 'utf8')) as Partial<BootstrapFile>).keys ?? {};
  } catch {
    // Missing or unreadable: everything in it is made anew.
    return {};
  }
}
