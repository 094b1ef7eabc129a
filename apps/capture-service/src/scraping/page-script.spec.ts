import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { pageScript } from './page-script.ts';

const folder = new URL('./page-script/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));

describe('page script', () => {
  it('is one expression that parses', () => {
    expect(() => new Function(`return ${pageScript('1')}`)).not.toThrow();
  });

  it.each(files)('%s: every function is exported, and nothing else stands at the top', (name) => {
    const source = readFileSync(new URL(name, folder), 'utf8');
    const top = source.split('\n').filter((line) => /^(const|let|var|class|async function|function)\b/.test(line));
    expect(top).toEqual([]);
    const values = [...source.matchAll(/^export (?:async )?(\w+)/gm)].map((match) => match[1]).filter((kind) => !['function', 'interface', 'type'].includes(kind ?? ''));
    expect(values).toEqual([]);
  });

  it('carries every function of its files, once', () => {
    const script = pageScript('1');
    const names = files.flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^export (?:async )?function (\w+)/gm)].map((match) => match[1] ?? ''));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(script).toContain(`function ${name}(`);
  });
});
