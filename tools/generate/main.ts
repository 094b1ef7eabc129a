import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeApi } from '@countersign/gateway/openapi';
import { ROOT } from '../start/configuration.ts';
import { generatedFiles, publishedSchemas, schemasOfToday } from './documents.ts';
import { clientFiles, type HttpApi } from './http-client.ts';
import { incompatibilities } from './schema-compatibility.ts';

const incompatible = incompatibilities(publishedSchemas(), schemasOfToday());
const files = new Map([...(await generatedFiles()), ...(await clientFiles((await describeApi()) as unknown as HttpApi))]);
for (const [path, content] of files) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), content);
}
process.stdout.write(`${files.size} files written\n`);
if (incompatible.length > 0) {
  process.stderr.write(`${incompatible.join('\n')}\n`);
  process.exitCode = 1;
}
