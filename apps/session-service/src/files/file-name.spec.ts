import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { safeFileName } from './file-name.ts';

describe('the name of a file', () => {
  it.each([
    ['offer letter.pdf', 'offer letter.pdf'],
    ['Lebenslauf Zoë 日本.pdf', 'Lebenslauf Zoë 日本.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\cv.docx', 'cv.docx'],
    ['/etc/shadow', 'shadow'],
    ['..', 'file'],
    ['', 'file'],
    ['.ssh', 'ssh'],
    ['a\r\nSet-Cookie: x.txt', 'a__Set-Cookie_ x.txt'],
    ['annex\u202Efdp.exe', 'annex_fdp.exe'],
    ['nul\u0000byte.txt', 'nul_byte.txt'],
    ['trailing. . ', 'trailing'],
    [`${'é'.repeat(300)}.pdf`, `${'é'.repeat(98)}.pdf`],
    [`x.${'y'.repeat(300)}`, `x.${'y'.repeat(198)}`],
  ])('%j becomes %j', (given, expected) => expect(safeFileName(given)).toBe(expected));

  it('is always one part of a path that a disk takes, and fit already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = safeFileName(given);
        expect(name).not.toMatch(/[/\\\p{Cc}]|^\.{0,2}$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
        expect(safeFileName(name)).toBe(name.replace(/[\s.]+$/, '') || 'file');
      }),
    );
  });
});
