import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const STAGE = /^FROM base AS example\n(?<steps>(?:(?!FROM).*\n?)*)/m;
const COPY = /^COPY --from=build \/app\/(?<from>\S+) (?<to>\S+)$/gm;

describe('the image of the example', () => {
  let image: string;
  beforeAll(() => {
    image = mkdtempSync(join(tmpdir(), 'countersign-image-'));
    const { steps = '' } = STAGE.exec(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'))?.groups ?? {};
    const copied = [...steps.matchAll(COPY)].map(({ groups }) => groups!);
    expect(copied.length).toBeGreaterThan(3);
    for (const { from, to } of copied) cpSync(join(ROOT, from!), to!.endsWith('/') ? join(image, to!, from!.split('/').at(-1)!) : join(image, to!), { recursive: true });
  });
  afterAll(() => rmSync(image, { recursive: true }));

  it.each(['tools/dist/start/sample/walk.js', 'tools/dist/start/sample/api.js', 'e2e/dist/server/job-board.js'])('has all that %s needs, without packages', (module) => {
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', `await import('./${module}'); console.log('loaded')`], { cwd: image, encoding: 'utf8' })).toBe('loaded\n');
  });
});
