import { candidateErrors, captureErrors, commandErrors, EVENT_DEFINITIONS, requestErrors, runErrors, sessionErrors, taskErrors, WRITER_OF } from '@countersign/contracts';

const NOTE = '<!-- Generated from libs/contracts by `npm run generate`; do not edit. -->';

/** Every generated file by its path from the root. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const files = new Map([['docs/events.md', eventsPage()], ['docs/errors.md', errorsPage()]]);
  for (const [type, { data }] of EVENT_DEFINITIONS) {
    const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: type, ...(JSON.parse(JSON.stringify(data)) as object) };
    files.set(`libs/contracts/schema/${type}.json`, `${JSON.stringify(schema, null, 2)}\n`);
  }
  return files;
}

function eventsPage(): string {
  const rows = [...EVENT_DEFINITIONS].map(([type, { data }]) => {
    const [, aggregate] = type.split('.') as [string, keyof typeof WRITER_OF];
    const properties = Object.keys((data as { properties?: object }).properties ?? {});
    return `| \`${type}\` | ${WRITER_OF[aggregate]} | ${properties.map((name) => `\`${name}\``).join(', ') || '–'} | [schema](../libs/contracts/schema/${type}.json) · [example](../libs/contracts/golden/${type}.json) |`;
  });
  return `# Events

${NOTE}

Every event is a CloudEvents 1.0 envelope (\`libs/contracts/src/envelope.ts\`); this table lists what \`data\` holds. Events of one decision are
one commit: one message on the subject \`countersign.events.<aggregate>.<id>\` of the stream \`EVENTS\`.

| type | written by | data | |
|---|---|---|---|
${rows.join('\n')}
`;
}

function errorsPage(): string {
  const tables = { Requests: requestErrors, Commands: commandErrors, Runs: runErrors, Tasks: taskErrors, Candidates: candidateErrors, Sessions: sessionErrors, Captures: captureErrors };
  const sections = Object.entries(tables).map(([name, table]) => {
    const rows = Object.entries(table).map(([code, title]) => `| \`${code}\` | ${title} |`);
    return `## ${name}\n\n| code | meaning |\n|---|---|\n${rows.join('\n')}`;
  });
  return `# Errors

${NOTE}

The codes by which an answer of the HTTP API (\`code\` of its \`application/problem+json\`) and a command's reply on the bus say why they refused.

${sections.join('\n\n')}
`;
}
