import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
// In this process: its agent is one more process, that nobody ends.
process.env['RECHECK_BACKEND'] = 'pure';
const { check } = await import('recheck');
/** One that takes longer to look through counts as sound; a thorough run looks longer. */
const CHECK_TIMEOUT_MS = 250;
const LONG_CHECK_TIMEOUT_MS = 2_000;
/** Longer text is cut, or refused, before an expression sees it; a body of JSON is not matched as a whole. */
const LONGEST_INPUT = 4_000;
const LONGEST_MATCH_MS = 250;

interface Expression {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** A vulnerable one takes longer than the length of its input: exponentially is never allowed, otherwise the worst input of the length that occurs is tried. */
async function problemOf({ file, source, flags }: Expression, timeout: number): Promise<string | undefined> {
  const result = await check(source, flags.replace('v', 'u'), { timeout });
  if (result.status !== 'vulnerable') return undefined;
  const { complexity, attack } = result;
  if (complexity.type === 'exponential') return `${file}: /${source}/ is exponential`;
  const fixed = attack.pumps.reduce((length, { prefix }) => length + prefix.length, attack.suffix.length);
  const pumped = Math.max(1, attack.pumps.reduce((length, { pump }) => length + pump.length, 0));
  const times = Math.max(1, Math.floor((LONGEST_INPUT - fixed) / pumped));
  const input = attack.pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join('') + attack.suffix;
  const startedAt = performance.now();
  new RegExp(source, flags).test(input);
  const tookMs = performance.now() - startedAt;
  return tookMs > LONGEST_MATCH_MS ? `${file}: /${source}/ takes ${Math.round(tookMs)} ms for ${input.length} characters` : undefined;
}

function expressionsIn(folders: readonly string[]): Expression[] {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...folders], { cwd: ROOT, encoding: 'utf8' }).split('\n');
  const found = new Map<string, Expression>();
  for (const file of files.filter((path) => /\/src\/.*\.tsx?$/.test(path) && !/\.(spec|fixture)\.tsx?$/.test(path) && existsSync(join(ROOT, path)))) {
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) {
        const text = node.getText();
        const end = text.lastIndexOf('/');
        found.set(text, { file, source: text.slice(1, end), flags: text.slice(end + 1) });
      }
      node.forEachChild(visit);
    };
    visit(ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true));
  }
  return [...found.values()];
}

async function problemsIn(folders: readonly string[], timeout: number): Promise<string[]> {
  const expressions = expressionsIn(folders);
  expect(expressions.length).toBeGreaterThan(50);
  const problems: string[] = [];
  for (const expression of expressions) problems.push((await problemOf(expression, timeout)) ?? '');
  return problems.filter(Boolean);
}

describe('regular expressions', () => {
  it('of what callers reach take no time that they can stretch', async () => {
    expect(await problemsIn(['apps/gateway', 'libs'], CHECK_TIMEOUT_MS)).toEqual([]);
  });
  it('of all that is in a service or a page, looked at for longer (thorough)', async () => {
    expect(await problemsIn(['apps', 'libs'], LONG_CHECK_TIMEOUT_MS)).toEqual([]);
  }, 900_000);
});
