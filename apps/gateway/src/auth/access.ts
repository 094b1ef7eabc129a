import type { Role } from '@countersign/contracts';

/** `public`: nobody is asked who they are. */
export type Access = 'public' | readonly Role[];

const EVERYBODY: readonly Role[] = ['automation', 'reviewer', 'auditor', 'operator'];
const INTAKE: readonly Role[] = ['automation', 'operator'];
const WORKERS: readonly Role[] = ['automation', 'reviewer', 'operator'];
/** Who may change or decide on answers by hand. */
const REVIEW: readonly Role[] = ['reviewer'];
const PEOPLE: readonly Role[] = ['reviewer', 'operator'];
const EVIDENCE: readonly Role[] = ['reviewer', 'auditor', 'operator'];
const OPERATOR: readonly Role[] = ['operator'];

/**
 * Who may use which route; the only place that says so. `WS` is a WebSocket. A route that is not here is refused.
 * **Invariant**: `automation` is in none of confirm, approve, reject and outcome, nor in control.
 */
export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'GET /openapi.json': 'public',
  'GET /docs': 'public',
  'GET /docs/start.js': 'public',
  'GET /docs/*': 'public',
  'GET /*': 'public',

  'GET /v1/sign-in': 'public',
  'POST /v1/sign-in': 'public',
  'GET /v1/sign-in/oidc': 'public',
  'GET /v1/sign-in/oidc/callback': 'public',
  'POST /v1/sign-out': 'public',
  // One's own; of everybody for an operator.
  'GET /v1/sign-ins': EVIDENCE,
  'DELETE /v1/sign-ins/:id': EVIDENCE,
  'GET /v1/me': EVERYBODY,
  'POST /v1/sign-in-links': OPERATOR,
  'POST /v1/api-keys': OPERATOR,
  'GET /v1/api-keys': OPERATOR,
  'GET /v1/api-keys/:id': OPERATOR,
  'DELETE /v1/api-keys/:id': OPERATOR,

  'POST /v1/documents': WORKERS,
  'GET /v1/documents/:sha256': EVERYBODY,

  // Reads a document and stores nothing: whoever uploads one may.
  'POST /v1/candidates': INTAKE,
  'GET /v1/candidates': EVERYBODY,
  'GET /v1/candidates/:id': EVERYBODY,
  'PUT /v1/candidates/:id/resume': INTAKE,
  'POST /v1/candidates/:id/resume': INTAKE,
  'GET /v1/candidates/:id/profiles': EVERYBODY,
  'DELETE /v1/candidates/:id/profiles/:name': PEOPLE,

  'POST /v1/runs': INTAKE,
  'GET /v1/runs': EVERYBODY,
  'GET /v1/runs/:id': EVERYBODY,
  'POST /v1/tasks': INTAKE,
  'GET /v1/tasks': EVERYBODY,
  'GET /v1/tasks/:id': EVERYBODY,

  'POST /v1/sessions': WORKERS,
  'GET /v1/sessions': EVERYBODY,
  'GET /v1/sessions/:id': EVERYBODY,
  'POST /v1/sessions/:id/heartbeat': WORKERS,
  'POST /v1/sessions/:id/extend': WORKERS,
  'POST /v1/sessions/:id/terminate': WORKERS,
  'POST /v1/sessions/:id/console-grants': WORKERS,
  'GET /v1/sessions/:id/console-grants': EVERYBODY,
  'GET /v1/sessions/:id/console-grants/:grantId': EVERYBODY,
  'DELETE /v1/sessions/:id/console-grants/:grantId': WORKERS,
  // The secret of the grant is what admits: it is exchanged once for a cookie, and the socket asks for that cookie.
  'POST /v1/sessions/:id/console': 'public',
  'GET /v1/sessions/:id/console': 'public',
  'WS /v1/sessions/:id/console': 'public',
  // The cookie speaks for the person of the console, and for nothing but this session.
  'GET /v1/sessions/:id/console/state': 'public',
  'POST /v1/sessions/:id/console/control': 'public',
  'DELETE /v1/sessions/:id/console/control': 'public',
  'POST /v1/sessions/:id/console/handoffs/:handoffId/complete': 'public',
  'POST /v1/sessions/:id/control': PEOPLE,
  'DELETE /v1/sessions/:id/control': PEOPLE,
  'GET /v1/handoffs': EVERYBODY,
  'POST /v1/sessions/:id/handoffs': INTAKE,
  'GET /v1/sessions/:id/handoffs': EVERYBODY,
  'GET /v1/sessions/:id/handoffs/:handoffId': EVERYBODY,
  'POST /v1/sessions/:id/handoffs/:handoffId/complete': PEOPLE,
  'GET /v1/sessions/:id/files': WORKERS,
  'POST /v1/sessions/:id/files': WORKERS,
  'POST /v1/sessions/:id/files/choose': WORKERS,
  'GET /v1/sessions/:id/files/:fileId': WORKERS,
  'DELETE /v1/sessions/:id/files/:fileId': WORKERS,
  // What was on the screen: for those who answer for it, not for the automation.
  'GET /v1/sessions/:id/recordings': EVIDENCE,
  'GET /v1/sessions/:id/recordings/:index': EVIDENCE,
  'GET /v1/sessions/:id/cdp': INTAKE,
  'WS /v1/sessions/:id/cdp': INTAKE,
  'GET /v1/sessions/:id/cdp/json/version': INTAKE,
  'GET /v1/sessions/:id/cdp/json/list': INTAKE,
  'GET /v1/sessions/:id/cdp/json': INTAKE,

  'POST /v1/captures': INTAKE,
  'GET /v1/captures': EVERYBODY,
  'GET /v1/captures/:id': EVERYBODY,
  'PATCH /v1/captures/:id/answers': ['automation', 'reviewer'],
  'GET /v1/captures/:id/comparison': EVERYBODY,
  'POST /v1/captures/:id/confirm': REVIEW,
  'POST /v1/captures/:id/approve': REVIEW,
  'POST /v1/captures/:id/reject': REVIEW,
  'POST /v1/captures/:id/outcome': PEOPLE,
  'POST /v1/captures/:id/submit': WORKERS,
  'POST /v1/captures/:id/recapture': WORKERS,
  'POST /v1/captures/:id/show': WORKERS,

  'POST /v1/webhooks': OPERATOR,
  'GET /v1/webhooks': OPERATOR,
  'GET /v1/webhooks/:id': OPERATOR,
  'PATCH /v1/webhooks/:id': OPERATOR,
  'DELETE /v1/webhooks/:id': OPERATOR,
  'POST /v1/webhooks/:id/rotate-secret': OPERATOR,
  'POST /v1/webhooks/:id/test': OPERATOR,
  'GET /v1/webhooks/:id/deliveries': OPERATOR,
  'GET /v1/webhooks/:id/deliveries/:deliveryId': OPERATOR,
  'POST /v1/webhooks/:id/deliveries/:deliveryId/retry': OPERATOR,
  'POST /v1/webhooks/:id/retry-dead': OPERATOR,

  'GET /v1/audit/events': EVIDENCE,
  'GET /v1/audit/state': EVIDENCE,
  'GET /v1/audit/diff': EVIDENCE,
  'GET /v1/audit/position': EVIDENCE,
  // Everything at once leaves with whoever accounts for it.
  'GET /v1/audit/export': ['auditor', 'operator'],
  'GET /v1/audit/export/manifest': ['auditor', 'operator'],
  'GET /v1/events': EVERYBODY,
};

export function accessOf(method: string, pattern: string): Access | undefined {
  return ACCESS[`${method === 'HEAD' ? 'GET' : method} ${pattern}`];
}

export function isAllowed(access: readonly Role[], roles: readonly Role[]): boolean {
  return roles.some((role) => access.includes(role));
}

const PATTERNS = Object.keys(ACCESS)
  .map((route) => route.split(' ') as [string, string])
  .filter(([method, pattern]) => method !== 'WS' && !pattern.endsWith('*'))
  .map(([method, pattern]) => ({ method, path: new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/:[A-Za-z0-9]+/g, '[^/]+')}/?$`) }));

/** Methods that some route of a path has; empty when there is no such path. */
export function allowedMethods(path: string): string[] {
  const methods = PATTERNS.filter((pattern) => pattern.path.test(path)).map(({ method }) => method);
  // Every other address is a page.
  if (methods.length === 0 && !/^\/v1(\/|$)/.test(path)) methods.push('GET');
  return methods.includes('GET') ? ['GET', 'HEAD', ...methods.filter((method) => method !== 'GET')] : methods;
}
