import { strToU8, zipSync } from 'fflate';
import { chromium } from 'playwright-core';

/** Files of the specs: real PDFs from Chromium, and DOCX put together from their parts. */

/** One PDF for each HTML page. */
export async function pdfsOf(pages: readonly string[]): Promise<Buffer[]> {
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const made: Buffer[] = [];
    for (const html of pages) {
      await page.setContent(html);
      made.push(await page.pdf());
    }
    return made;
  } finally {
    await browser.close();
  }
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
export const wordXml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
export const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`).join('');

/** A DOCX with this main part, and others. */
export function docxOf(documentXml: string, others: Record<string, Uint8Array> = {}): Buffer {
  const types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  return Buffer.from(zipSync({ '[Content_Types].xml': strToU8(types), 'word/document.xml': strToU8(documentXml), ...others }));
}

/** A PDF with this many empty pages, in the shortest form: they share one object's content. */
export function pdfOfPages(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, index) => `${index + 3} 0 R`).join(' ');
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`, ...Array.from({ length: count }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>')];
  return pdfOf(objects);
}

/** A PDF of these objects (from 1; the first is the catalog), with its cross-reference table. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let sizeBytes = parts[0]!.length;
  const add = (part: Buffer) => { parts.push(part); sizeBytes += part.length; };
  objects.forEach((object, index) => {
    offsets.push(sizeBytes);
    add(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object as string), Buffer.from('\nendobj\n')]));
  });
  const start = sizeBytes;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer << /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}
