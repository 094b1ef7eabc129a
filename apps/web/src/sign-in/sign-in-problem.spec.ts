import { describe, expect, it } from '@jest/globals';
import { SIGN_IN_FAILURES } from '@countersign/contracts';
import { signInProblem } from './sign-in-problem.ts';

describe('a sign-in that failed', () => {
  it.each(SIGN_IN_FAILURES.filter((failure) => !failure.startsWith('link_')))('for %s is told in words of its own', (failure) => {
    const { title, text } = signInProblem(`?problem=${failure}&return_to=%2Fruns`)!;
    expect(title).not.toBe(signInProblem('?problem=unheard-of')!.title);
    expect(text.length).toBeGreaterThan(20);
  });
  it('is none without a reason, and never what the address says', () => {
    expect(signInProblem('')).toBeUndefined();
    for (const made of ['<script>', 'constructor', '__proto__', 'Call 555-0100']) expect(signInProblem(`?problem=${encodeURIComponent(made)}`)).toEqual(signInProblem('?problem=unheard-of'));
  });
});
