import { AGGREGATES, ALSO_WRITES, EVENT_DEFINITIONS, EventEnvelope, subjectOf, WRITER_OF, type AggregateName } from '@countersign/contracts';

const MAX_EVENTS = 500;

/** The log as AsyncAPI 3 describes it: a channel for each aggregate, one message a commit; what a service outside may send and receive. */
export function asyncApi(): object {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Countersign event log', version: '1.0.0', license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      description: 'Events of application runs, their tasks, candidates, browser sessions and form captures, on the JetStream stream EVENTS. One message is one commit: the events of one decision on one aggregate. How to follow and to publish: docs/other-services.md.',
    },
    defaultContentType: 'application/cloudevents-batch+json',
    servers: { nats: { host: '127.0.0.1:4222', protocol: 'nats', description: 'nats-server with JetStream, and an account for every service.', security: [{ $ref: '#/components/securitySchemes/user' }] } },
    channels: Object.fromEntries(AGGREGATES.map((aggregate) => [aggregate, channelOf(aggregate)])),
    operations: Object.fromEntries(AGGREGATES.flatMap(operationsOf)),
    components: {
      securitySchemes: { user: { type: 'userPassword', description: 'A user of the account of the service.' } },
      messages: Object.fromEntries(AGGREGATES.map((aggregate) => [`${aggregate}Commit`, messageOf(aggregate)])),
      schemas: { EventEnvelope: plain(EventEnvelope), CommitHeaders: HEADERS, ...Object.fromEntries([...EVENT_DEFINITIONS.keys()].map((type) => [type, eventOf(type)])) },
    },
  };
}

const HEADERS = {
  type: 'object',
  required: ['Nats-Msg-Id', 'Content-Type'],
  properties: {
    'Nats-Msg-Id': { type: 'string', description: 'Random id of the commit.' },
    'Content-Type': { type: 'string', enum: ['application/cloudevents-batch+json', 'application/vnd.countersign.commit-claim+json'] },
    'Countersign-Sha256': { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'Digest of the bytes of the commit.' },
    'Nats-Expected-Stream': { type: 'string', const: 'EVENTS' },
    'Nats-Expected-Last-Subject-Sequence': { type: 'string', pattern: '^[0-9]+$', description: 'Sequence of the last commit of the aggregate, 0 for a new one.' },
  },
};

function channelOf(aggregate: AggregateName): object {
  return {
    address: subjectOf(aggregate, '{id}'), title: `Events of one ${aggregate}`, description: `Written by ${writersOf(aggregate).join(' and ')}; versions are contiguous.`,
    parameters: { id: { description: `UUID of the ${aggregate}.` } },
    messages: { commit: { $ref: `#/components/messages/${aggregate}Commit` } },
  };
}

function operationsOf(aggregate: AggregateName): [string, object][] {
  const operation = (action: 'send' | 'receive', summary: string) => ({ action, channel: { $ref: `#/channels/${aggregate}` }, summary, messages: [{ $ref: `#/channels/${aggregate}/messages/commit` }] });
  const follow: [string, object] = [`follow_${aggregate}`, operation('receive', `Hear of everything that happens to a ${aggregate}.`)];
  return aggregate in ALSO_WRITES ? [follow, [`append_${aggregate}`, operation('send', `Append to a ${aggregate}, as ${ALSO_WRITES[aggregate]}.`)]] : [follow];
}

function messageOf(aggregate: AggregateName): object {
  const types = [...EVENT_DEFINITIONS.keys()].filter((type) => type.split('.')[1] === aggregate);
  return {
    name: `${aggregate}Commit`, title: `A commit of one ${aggregate}`, contentType: 'application/cloudevents-batch+json', headers: { $ref: '#/components/schemas/CommitHeaders' },
    payload: { type: 'array', minItems: 1, maxItems: MAX_EVENTS, items: { oneOf: types.map((type) => ({ $ref: `#/components/schemas/${type}` })) } },
  };
}

function eventOf(type: string): object {
  const aggregate = type.split('.')[1] as AggregateName;
  return {
    allOf: [
      { $ref: '#/components/schemas/EventEnvelope' },
      { type: 'object', properties: { type: { const: type }, source: { enum: writersOf(aggregate) }, data: plain(EVENT_DEFINITIONS.get(type)!.data) } },
    ],
  };
}

const writersOf = (aggregate: AggregateName): string[] => [WRITER_OF[aggregate], ...(ALSO_WRITES[aggregate] ? [ALSO_WRITES[aggregate]] : [])];

/** Without what only TypeBox knows, and without ids, which would move the references inside. */
function plain(schema: object): object {
  const { $id: _, ...rest } = JSON.parse(JSON.stringify(schema)) as { $id?: string };
  return rest;
}
