import { constants, deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { docxOf, paragraphs, pdfOf, pdfOfPages, pdfsOf, wordXml } from './files.fixture.ts';
import { MAX_DOCUMENT_XML_BYTES, MAX_PDF_PAGES, MAX_ZIP_ENTRIES } from './limits.ts';
import { textOfFile } from './text-of-file.ts';

const HTML = '<h1>Lena Fischer</h1><p>lena@mail.example.com | +49 30 5550 1111</p><h2>Skills</h2><ul><li>Python, Go &amp; SQL</li></ul>';

describe('the text of a file', () => {
  let pdf: Buffer;
  beforeAll(async () => {
    [pdf] = (await pdfsOf([HTML])) as [Buffer];
  }, 60_000);

  it('of a PDF comes line by line', async () => {
    expect((await textOfFile(pdf)).split('\n').filter(Boolean)).toEqual(['Lena Fischer', 'lena@mail.example.com | +49 30 5550 1111', 'Skills', expect.stringContaining('Python, Go & SQL')]);
  });

  it('of a DOCX comes paragraph by paragraph, with tabs and entities', async () => {
    const body = `${paragraphs(['Lena Fischer', 'Python & <Go>'])}<w:p><w:r><w:t>a</w:t><w:tab/><w:t>&#8211;b&unknown;</w:t><w:instrText>HIDDEN</w:instrText></w:r></w:p>`;
    expect(await textOfFile(docxOf(wordXml(body)))).toBe('Lena Fischer\nPython & <Go>\na –b&unknown;');
  });

  /** Some kilobytes that are unpacked twice, into a gigabyte. */
  const twiceDeflated = () => {
    const megabyte = deflateSync(Buffer.alloc(1_000_000, ' '), { finishFlush: constants.Z_SYNC_FLUSH });
    const content = deflateSync(Buffer.concat([megabyte, ...Array<Buffer>(1_000).fill(megabyte.subarray(2))]));
    return Buffer.concat([Buffer.from(`<< /Length ${content.length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n`), content, Buffer.from('\nendstream')]);
  };
  const onePage = (content: string | Buffer) => pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>', content]);
  /** The standard security handler with a password that nobody has (ISO 32000-1, 7.6.3). */
  const encrypted = () => pdfOf(
    ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>', `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`],
    `/Encrypt 3 0 R /ID [<${'12'.repeat(16)}> <${'12'.repeat(16)}>]`,
  );

  it.each<[string, () => Buffer, RegExp]>([
    ['a picture', () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /neither a PDF nor a DOCX/],
    ['nothing but text', () => Buffer.from('Lena Fischer'), /neither/],
    ['a PDF in name only', () => Buffer.from('%PDF-1.7\nrubbish'), /damaged/],
    ['half of a PDF', () => pdf.subarray(0, 300), /damaged/],
    ['an encrypted PDF', encrypted, /encrypted/],
    ['a PDF of ten thousand pages', () => pdfOfPages(10_000), /too many pages/],
    ['a PDF of a page too many', () => pdfOfPages(MAX_PDF_PAGES + 1), /too many pages/],
    ['a PDF without text', () => pdfOfPages(1), /no text/],
    ['a PDF that unpacks into gigabytes (ci)', () => onePage(twiceDeflated()), /too long or too much memory/],
    ['a zip that is no DOCX', () => docxOf('', {}).subarray(0, 60), /damaged/],
    ['a DOCX whose text unpacks into too much', () => docxOf(wordXml(' '.repeat(MAX_DOCUMENT_XML_BYTES + 1))), /too large/],
    ['a zip of too many files (ci)', () => docxOf(wordXml(''), Object.fromEntries(Array.from({ length: MAX_ZIP_ENTRIES }, (_, index) => [`f${index}`, new Uint8Array()]))), /too large/],
    ['a DOCX that is nested deep', () => docxOf(wordXml('<w:tbl>'.repeat(100_000))), /nested too deep/],
    ['a DOCX with entities', () => docxOf(`<!DOCTYPE lolz [<!ENTITY lol "lol">]>${wordXml(paragraphs(['&lol;']))}`), /declares entities/],
    ['a DOCX with macros', () => docxOf(wordXml(paragraphs(['Lena'])), { 'word/vbaProject.bin': new Uint8Array([1]) }), /macros/],
    ['a DOCX without text', () => docxOf(wordXml('')), /no text/],
  ])('is refused: %s', async (_name, file, message) => {
    await expect(textOfFile(file())).rejects.toThrow(message);
  }, 60_000);

  it('can still be read after all that', async () => {
    expect(await Promise.all([pdf, pdf, pdf, pdf].map((each) => textOfFile(each)))).toEqual(Array(4).fill(expect.stringContaining('Lena Fischer')));
  });
});
