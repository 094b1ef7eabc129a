import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../start/configuration.ts';
import { generatedFiles } from './documents.ts';

for (const [path, content] of generatedFiles()) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), content);
}
process.stdout.write(`${generatedFiles().size} files written\n`);
