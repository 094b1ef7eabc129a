/** Where the rule below would make a name that says too little, or one that is taken. */
const NAMED: Readonly<Record<string, string>> = {
  'Auth.me': 'getMe',
  'Auth.createLink': 'createSignInLink',
  'Captures.capture': 'createCapture',
  'Captures.edit': 'editAnswers',
  'Captures.confirm': 'confirmAnswers',
  'Captures.outcome': 'resolveOutcome',
  'Captures.comparison': 'getComparison',
  'Sessions.heartbeat': 'sendHeartbeat',
  'Handoffs.list': 'listHandoffsOfSession',
  'AllHandoffs.list': 'listHandoffs',
  'Console.open': 'openConsole',
  'Console.socket': 'connectConsole',
  'ConsoleHolder.state': 'getConsoleState',
  'ConsoleHolder.takeControl': 'takeControlByConsole',
  'ConsoleHolder.returnControl': 'returnControlByConsole',
  'ConsoleHolder.completeHandoff': 'completeHandoffByConsole',
  'Cdp.socket': 'connectCdp',
  'Cdp.version': 'getCdpVersion',
  'Cdp.list': 'listCdpTargets',
  'Cdp.listInShort': 'listCdpTargetsInShort',
  'Recordings.list': 'getRecording',
  'Recordings.segment': 'getRecordingSegment',
  'Audit.list': 'listAuditEvents',
  'Audit.state': 'getAuditState',
  'Audit.difference': 'getAuditDifference',
  'Audit.position': 'getAuditPosition',
  'Audit.export': 'exportAuditEvents',
  'Audit.manifest': 'getExportManifest',
  'Live.follow': 'followEvents',
  'Webhooks.remove': 'deleteWebhook',
  'Webhooks.rotateSecret': 'rotateWebhookSecret',
  'WebhookDeliveries.retryDead': 'retryDeadDeliveries',
  'Health.live': 'getLiveness',
  'Health.ready': 'getReadiness',
};

/**
 * The name of an operation in clients that are generated: `listRuns`, `getRun`, `registerRun`. A method of one word is about what its
 * controller is named after; one of several says by itself what it does.
 */
export function operationId(controller: string, method: string): string {
  const resource = controller.replace(/Controller$/, '');
  const named = NAMED[`${resource}.${method}`];
  if (named !== undefined) return named;
  if (!/^[a-z]+$/.test(method)) return method;
  return `${method}${method === 'list' ? resource : singular(resource)}`;
}

function singular(resource: string): string {
  return resource.replace(/ies$/, 'y').replace(/s$/, '');
}
