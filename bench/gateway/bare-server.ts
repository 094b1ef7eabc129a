import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { Pool } from 'pg';

// What the gateway is compared with: the same rows by the same statement over a pool of the same size, and nothing around it. It asks nobody
// who they are, checks no parameter, names no version, and logs nothing.

const POOL_SIZE = 20;
const COLUMNS = `id, run_id as "runId", status, ended_reason as "endedReason", ended_at as "endedAt", provider, user_console_url as "userConsoleUrl", viewport,
  started_at as "startedAt", last_heartbeat_at as "lastHeartbeatAt", expires_at as "expiresAt", node, control_holder as "controlHolder",
  control_token as "controlToken", control_since as "controlSince", consoles, profile, egress_allow as "egressAllow", handoffs, recorded, version
  from read_model.remote_browser_sessions`;

const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: POOL_SIZE });
const server = fastify();
server.get<{ Params: { id: string } }>('/v1/sessions/:id', async ({ params }) => (await pool.query(`select ${COLUMNS} where id = $1`, [params.id])).rows[0] as unknown);
server.get<{ Querystring: { limit: string } }>('/v1/sessions', async ({ query }) => {
  const limit = Number(query.limit);
  const { rows } = await pool.query<{ id: string }>(`select ${COLUMNS} where version > 0 order by started_at desc, id desc limit $1`, [limit + 1]);
  return { items: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1]!.id : null };
});
await server.listen({ host: '127.0.0.1', port: 0 });
process.send!({ url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}` });
