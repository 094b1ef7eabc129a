import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { PROBLEM_MEDIA_TYPE, type ProblemError } from '../http/problem.ts';

/** Answers an upgrade with a problem over plain HTTP, and ends the connection. */
export function refuseUpgrade(socket: Duplex, problem: ProblemError, correlationId: string): void {
  const body = JSON.stringify(problem.toProblem(correlationId));
  const headers = {
    'content-type': PROBLEM_MEDIA_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': correlationId,
    ...problem.headers,
    connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`, ...head, '', body].join('\r\n'));
}
