import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from './error-status.ts';
import { PROBLEM_MEDIA_TYPE, ProblemError } from './problem.ts';
import { NO_PAGE } from './security-headers.ts';

const CODE_OF: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timed_out',
};

/**
 * Answers what Node's parser refuses before there is a request: in the form of every other refusal, and then the connection ends, since
 * nobody knows where on it the next request would begin.
 */
export function answerParserError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0 && isAnswering(socket)) {
    socket.destroy();
    return;
  }
  socket.end(rawAnswer(new ProblemError(CODE_OF[error.code ?? ''] ?? 'request_malformed')));
}

/** Only `100-continue` is known. */
export function refuseExpectations(server: Server): void {
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const { status, body, headers } = partsOf(new ProblemError('expectation_failed'));
    response.writeHead(status, headers).end(body);
  });
}

/** A refusal in the middle of an answer would be read as part of it. */
function isAnswering(socket: Socket & { _httpMessage?: ServerResponse | null }): boolean {
  return socket._httpMessage?.headersSent === true && !socket._httpMessage.writableFinished;
}

function rawAnswer(problem: ProblemError): string {
  const { status, body, headers } = partsOf(problem);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n');
}

function partsOf(problem: ProblemError) {
  const correlationId = randomUUID();
  const body = JSON.stringify(problem.toProblem(correlationId));
  const headers = {
    'content-type': `${PROBLEM_MEDIA_TYPE}; charset=utf-8`,
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'content-security-policy': NO_PAGE,
    'x-content-type-options': 'nosniff',
    'x-request-id': correlationId,
    connection: 'close',
  };
  return { status: problem.status, body, headers };
}
