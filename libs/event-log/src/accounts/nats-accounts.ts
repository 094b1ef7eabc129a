import { ACCESS, ADMINISTRATORS, captureCommands, EVENTS_STREAM, JETSTREAM_API_PREFIX, JOURNAL_STREAM, JOURNAL_SUBJECT, SERVICE_NAMES, sessionCommands, type Access, type BusUser, type ServiceName } from '@countersign/contracts';
import { inboxPrefixOf } from '../jetstream/connect.ts';

/** Of every user; a `$NAME` is left to the server, which takes it from its environment. */
export type Passwords = Readonly<Record<BusUser, string>>;

/** A password for each of them. */
export function passwordsFor(make: (user: BusUser) => string): Passwords {
  return Object.fromEntries([...SERVICE_NAMES, ...ADMINISTRATORS].map((user) => [user, make(user)])) as Record<BusUser, string>;
}

/** The account of JetStream, the only one that has any. */
const BUS = 'BUS';
const API = '$JS.API.';
/** What the bus lets an account send. `isStream`: several messages may come back. */
interface Grant {
  readonly subject: string;
  readonly isStream?: boolean;
}

/**
 * The accounts of nats-server: JetStream is in one, and every service is in one of its own that reaches of it what
 * {@link ACCESS} says, over imports. Requests and publications that cross accounts are answered over reply subjects that the
 * server makes, so what comes back can be led nowhere else.
 */
export function natsAccounts(passwords: Passwords): string {
  return ['accounts {', ...busAccount(passwords), ...SERVICE_NAMES.flatMap((name) => serviceAccount(name, passwords[name])), '}', ''].join('\n');
}

/** How a user of these accounts is named in `NATS_URL`. */
export function natsUrlOf(user: BusUser, password: string, host: string): string {
  const isService = (SERVICE_NAMES as readonly string[]).includes(user);
  return `nats://${user}:${encodeURIComponent(password)}@${host}${isService ? `?js-api-prefix=${JETSTREAM_API_PREFIX}` : ''}`;
}

function accountOf(name: ServiceName): string {
  return name.toUpperCase().replaceAll('-', '_');
}

/** Everything a service may ask of the account that has JetStream. */
export function grantsOf(access: Access): readonly Grant[] {
  const writes = access.writes.map((aggregate) => ({ subject: `countersign.events.${aggregate}.>` }));
  const kv = Object.entries(access.kv).flatMap(([bucket, right]) => [...bucketGrants(`KV_${bucket}`, right), ...(right === 'read' ? [] : [{ subject: `$KV.${bucket}.>` }])]);
  const objects = Object.entries(access.objects).flatMap(([bucket, right]) => [
    ...bucketGrants(`OBJ_${bucket}`, right), ...(right === 'read' ? [] : [{ subject: `$O.${bucket}.C.>` }, { subject: `$O.${bucket}.M.>` }]),
  ]);
  return [{ subject: `${API}INFO` }, { subject: `${API}STREAM.INFO.${EVENTS_STREAM}` }, ...writes, ...logGrants(access), ...journalGrants(access), ...kv, ...objects];
}

function logGrants({ consumers, follows, loads }: Access): Grant[] {
  const read = loads ? [{ subject: `${API}STREAM.MSG.GET.${EVENTS_STREAM}` }, { subject: `${API}DIRECT.GET.${EVENTS_STREAM}`, isStream: true }, { subject: `${API}DIRECT.GET.${EVENTS_STREAM}.>` }] : [];
  const acknowledged = consumers.map(({ name }) => ({ subject: `$JS.ACK.${EVENTS_STREAM}.${name}.>` }));
  // A follower's consumers have names that the client makes up; nothing in a subject tells them from those of others.
  const names = follows ? ['*'] : consumers.map(({ name }) => name);
  const pulled = names.flatMap((name) => [{ subject: `${API}CONSUMER.INFO.${EVENTS_STREAM}.${name}` }, { subject: `${API}CONSUMER.MSG.NEXT.${EVENTS_STREAM}.${name}`, isStream: true }]);
  const made = follows ? [{ subject: `${API}CONSUMER.CREATE.${EVENTS_STREAM}.>` }, { subject: `${API}CONSUMER.DELETE.${EVENTS_STREAM}.*` }] : [];
  return [...read, ...acknowledged, ...pulled, ...made];
}

function journalGrants({ journal }: Access): Grant[] {
  return [{ subject: `${API}STREAM.INFO.${JOURNAL_STREAM}` }, { subject: `${API}STREAM.MSG.GET.${JOURNAL_STREAM}` }, ...(journal === 'write' ? [{ subject: JOURNAL_SUBJECT }] : [])];
}

function bucketGrants(stream: string, right: 'read' | 'write' | 'erase'): Grant[] {
  const read = ['STREAM.INFO', 'STREAM.MSG.GET', 'DIRECT.GET'].map((call) => ({ subject: `${API}${call}.${stream}` }));
  // Lists and objects come by consumers that push, to the inbox that this account is given.
  const pushed = [`${API}DIRECT.GET.${stream}.>`, `${API}CONSUMER.CREATE.${stream}.>`, `${API}CONSUMER.INFO.${stream}.*`, `${API}CONSUMER.DELETE.${stream}.*`, `$JS.FC.${stream}.>`].map((subject) => ({ subject }));
  const erased = right === 'erase' ? [{ subject: `${API}STREAM.MSG.DELETE.${stream}` }, { subject: `${API}STREAM.PURGE.${stream}` }] : [];
  return [...read, ...pushed, ...erased];
}

function busAccount(passwords: Passwords): string[] {
  const granted = new Map<string, { isStream: boolean; to: string[] }>();
  for (const name of SERVICE_NAMES) {
    for (const { subject, isStream = false } of grantsOf(ACCESS[name])) {
      const known = granted.get(subject);
      if (known) known.to.push(accountOf(name));
      else granted.set(subject, { isStream, to: [accountOf(name)] });
    }
  }
  const services = [...granted].map(([subject, { isStream, to }]) => exportOf(subject, to, isStream));
  const inboxes = SERVICE_NAMES.map((name) => `{ stream: "${inboxPrefixOf(name)}.>", accounts: [${accountOf(name)}] }`);
  return [
    `  ${BUS} {`, '    jetstream: enabled', '    users: [',
    ...ADMINISTRATORS.map((name) => `      ${userOf(name, passwords[name], ADMINISTRATOR_PERMISSIONS[name])}`), '    ]',
    ...list('exports', [...services, ...inboxes]),
    ...list('imports', OPERATOR_ASKS.map(([service, command]) => importOf(accountOf(service), command))),
    '  }',
  ];
}

/** The health of services, for whoever operates them. */
const OPERATOR_ASKS: readonly (readonly [ServiceName, string])[] = [['session-service', sessionCommands.health], ['capture-service', captureCommands.health]];
/**
 * In the account of JetStream itself a consumer that pushes reaches a stream's subject only while somebody listens there: nobody
 * may listen to anything but answers.
 */
const ANSWERS_ONLY = 'subscribe: { allow: ["_INBOX.>"] }';
const OPERATOR_SENDS = [
  `${API}INFO`, `${API}STREAM.INFO.*`, `${API}STREAM.NAMES`, `${API}STREAM.LIST`, `${API}STREAM.MSG.GET.*`, `${API}DIRECT.GET.>`, `${API}CONSUMER.>`, '$JS.ACK.>', '$JS.FC.>',
  'countersign.events.>', JOURNAL_SUBJECT, '$O.large-commits.>', ...OPERATOR_ASKS.map(([, command]) => command),
];
const ADMINISTRATOR_PERMISSIONS = {
  bootstrap: `{ ${ANSWERS_ONLY} }`,
  operator: `{ publish: { allow: [${OPERATOR_SENDS.map((subject) => `"${subject}"`).join(', ')}] }, ${ANSWERS_ONLY} }`,
} as const;

function serviceAccount(name: ServiceName, password: string): string[] {
  const access = ACCESS[name];
  const answered = access.answers.map((command) => exportOf(command, [
    ...SERVICE_NAMES.filter((asker) => ACCESS[asker].asks.includes(command)).map(accountOf), ...(OPERATOR_ASKS.some(([, asked]) => asked === command) ? [BUS] : []),
  ], true));
  const asked = access.asks.map((command) => importOf(accountOf(SERVICE_NAMES.find((answerer) => ACCESS[answerer].answers.includes(command))!), command));
  const imported = grantsOf(access).map(({ subject }) => importOf(BUS, subject, localNameOf(subject)));
  const inbox = `{ stream: { account: ${BUS}, subject: "${inboxPrefixOf(name)}.>" } }`;
  return [`  ${accountOf(name)} {`, `    users: [${userOf(name, password)}]`, ...list('exports', answered), ...list('imports', [...imported, inbox, ...asked]), '  }'];
}

/** An account without JetStream has `$JS.API` all the same, where nobody is at home; and the client puts the prefix before keys, too. */
function localNameOf(subject: string): string {
  if (subject.startsWith(API)) return `${JETSTREAM_API_PREFIX}.${subject.slice(API.length)}`;
  return subject.startsWith('$KV.') ? `${JETSTREAM_API_PREFIX}.${subject}` : subject;
}

function userOf(name: BusUser, password: string, permissions?: string): string {
  const given = password.startsWith('$') ? password : JSON.stringify(password);
  return `{ user: "${name}", password: ${given}${permissions ? `, permissions: ${permissions}` : ''} }`;
}

function exportOf(subject: string, accounts: readonly string[], isStream: boolean): string {
  return `{ service: "${subject}", ${isStream ? 'response_type: stream, ' : ''}accounts: [${accounts.join(', ')}] }`;
}

function importOf(account: string, subject: string, to = subject): string {
  return `{ service: { account: ${account}, subject: "${subject}" }${to === subject ? '' : `, to: "${to}"`} }`;
}

function list(name: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [`    ${name}: [`, ...entries.map((entry) => `      ${entry}`), '    ]'];
}
