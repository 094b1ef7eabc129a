import { randomInt } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Sql, type ReservedSession } from '../../database/sql.ts';

/** First half of the advisory locks by which gateways show that they live; the other half is the number of the gateway. */
export const HOLDER_LOCKS = 4_400_004;
/** A machine that went away without a word is given up by Postgres after half a minute, not after two hours. */
const KEEPALIVE = 'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4';

/**
 * The number under which this process holds keys. Its lock lives as long as the connection does, so it vanishes with the process,
 * however that ends. After a lost connection comes another number: what was held under the first may be taken over.
 */
@Injectable()
export class Holder implements OnModuleDestroy {
  private current: Promise<number> | undefined;
  private session: ReservedSession | undefined;

  constructor(private readonly sql: Sql) {}

  async number(): Promise<number> {
    const current = (this.current ??= this.hold());
    try {
      return await current;
    } catch (error) {
      if (this.current === current) this.current = undefined;
      throw error;
    }
  }

  onModuleDestroy(): void {
    this.session?.end();
  }

  private async hold(): Promise<number> {
    const session = await this.sql.reserve();
    try {
      const number = randomInt(1, 2 ** 31 - 1);
      await session.query(KEEPALIVE);
      await session.query('select pg_advisory_lock($1, $2)', [HOLDER_LOCKS, number]);
      this.session = session;
      void session.lost.then(() => {
        session.end();
        this.current = undefined;
      });
      return number;
    } catch (error) {
      session.end();
      throw error;
    }
  }
}
