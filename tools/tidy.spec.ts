import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedFiles, publishedSchemas, schemasOfToday } from './generate/documents.ts';
import { clientFiles, OPENAPI_PATH, type HttpApi } from './generate/http-client.ts';
import { incompatibilities } from './generate/schema-compatibility.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n').filter((path) => path && existsSync(join(ROOT, path)));
/** A generated file may be of any size. */
const GENERATED = 'libs/client/src/openapi.d.ts';
const sources = tracked.filter((path) => /\.(ts|tsx|mjs|css)$/.test(path) && path !== GENERATED);
const SERVICES = ['session-service', 'capture-service', 'gateway'];

describe('house rules', () => {
  it('files are at most 500 lines', () => {
    expect(sources.filter((path) => read(path).split('\n').length > 501)).toEqual([]);
  });

  it('no test is left out without a reason', () => {
    const pattern = /\b(?:it|test|describe)\.(?:only|skip|todo)\b|\bx(?:it|describe)\(/;
    expect(sources.filter((path) => path !== 'tools/tidy.spec.ts' && pattern.test(read(path)))).toEqual([]);
  });

  it('nothing is printed by services but through their logger', () => {
    expect(sources.filter((path) => /^(apps|libs)\/.*\/src\//.test(path) && !/\.spec\.ts$/.test(path) && /\bconsole\.(log|error|warn|info|debug)\(/.test(read(path)))).toEqual([]);
  });

  it('generated files are fresh (npm run generate)', async () => {
    const stale = [...(await generatedFiles())].filter(([path, content]) => !existsSync(join(ROOT, path)) || read(path) !== content);
    expect(stale.map(([path]) => path)).toEqual([]);
  });

  it('the client is made from the description of the API (npm run generate)', async () => {
    const stale = [...(await clientFiles(JSON.parse(read(OPENAPI_PATH)) as HttpApi))].filter(([path, content]) => read(path) !== content);
    expect(stale.map(([path]) => path)).toEqual([]);
  });

  it('schemas of published events got nothing but optional properties', () => {
    expect(incompatibilities(publishedSchemas(), schemasOfToday())).toEqual([]);
  });

  it('links in Markdown files resolve', () => {
    const broken = tracked.filter((path) => path.endsWith('.md')).flatMap((path) =>
      [...read(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
        .filter(([, target]) => !existsSync(join(ROOT, normalize(join(dirname(path), target!)))))
        .map(([, target]) => `${path}: ${target}`));
    expect(broken).toEqual([]);
  });

  it('the code map names every folder of the second level', () => {
    const map = read('ARCHITECTURE.md');
    const folders = ['apps', 'libs'].flatMap((level) => readdirSync(join(ROOT, level)).map((name) => `${level}/${name}`));
    const rooms = SERVICES.concat('web').flatMap((app) =>
      readdirSync(join(ROOT, 'apps', app, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `apps/${app}/src/${name}`));
    const missing = [...folders, ...rooms].filter((path) => !map.includes(`\`${path.replace(/^apps\/[^/]+\/src\//, '')}/\``) && !map.includes(`\`${path}/\``));
    expect(missing).toEqual([]);
  });

  it.each(SERVICES)('the environment variables of %s are in docs/operations.md and .env.example', (service) => {
    const names = environmentOf(service);
    expect(names.length).toBeGreaterThan(0);
    const operations = read('docs/operations.md');
    const example = read('.env.example');
    expect(names.filter((name) => !operations.includes(`\`${name}\``))).toEqual([]);
    expect(names.filter((name) => !new RegExp(`^#? ?${name}=`, 'm').test(example))).toEqual([]);
  });

  it('every package of the lock file is named with its digest, and from nowhere but the registry', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }> };
    const installed = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
    expect(installed.length).toBeGreaterThan(500);
    expect(installed.filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
    expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('every alert has its lines in docs/operations.md', () => {
    const alerts = [...read('docker/prometheus/alerts.yml').matchAll(/- alert: (\w+)/g)].map(([, name]) => name!);
    expect(alerts.length).toBeGreaterThan(10);
    const operations = read('docs/operations.md');
    expect(alerts.filter((name) => !new RegExp(`^#### ${name}$`, 'm').test(operations))).toEqual([]);
  });

  it('every test that docs/threat-model.md names is there', () => {
    const rows = read('docs/threat-model.md').split('\n').filter((line) => /^\| \d+\.\d+/.test(line));
    expect(rows.length).toBeGreaterThan(25);
    const wrong = rows.flatMap((row) => {
      const named = [...row.matchAll(/`([\w./-]+\.spec\.ts)`((?:,? \*[^*]+\*)*)/g)];
      if (named.length === 0 && !/\*\*not yet\*\*/.test(row)) return [`no test: ${row}`];
      return named.flatMap(([, path, names]) => {
        const file = tracked.find((candidate) => candidate === path || candidate.endsWith(`/${path}`));
        if (file === undefined) return [`no file: ${path}`];
        const text = read(file);
        return [...names!.matchAll(/\*([^*]+)\*/g)].map(([, name]) => name!).filter((name) => !text.includes(name)).map((name) => `${path}: no test "${name}"`);
      });
    });
    expect(wrong).toEqual([]);
  });

  it('the environment is read in config.ts only', () => {
    const elsewhere = sources.filter((path) => /^apps\/[^/]+\/src\//.test(path) && !/(config|main)\.ts$/.test(path) && !/\.(spec|fixture)\.ts$/.test(path) && /process\.env\b/.test(read(path)));
    expect(elsewhere).toEqual([]);
  });
});

function environmentOf(service: string): string[] {
  const text = read(`apps/${service}/src/config.ts`);
  return [...new Set([...text.matchAll(/\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/g)].map(([, name]) => name!).filter((name) => /^(NATS|DATABASE|GATEWAY|SESSION|CAPTURE|LOG|CHROMIUM|COUNTERSIGN|XTIGERVNC)_/.test(name) && name !== 'LOG_LEVELS'))];
}
