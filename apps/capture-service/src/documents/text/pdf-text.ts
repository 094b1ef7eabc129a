import { getDocumentProxy } from 'unpdf';
import { MAX_PDF_PAGES, MAX_TEXT_LENGTH } from './limits.ts';
import { Unreadable } from './unreadable.ts';

/** The text of a PDF, line by line. @throws Unreadable */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocumentProxy(bytes).catch((error: unknown) => {
    throw new Unreadable((error as Error).name === 'PasswordException' ? 'encrypted' : 'damaged');
  });
  if (pdf.numPages > MAX_PDF_PAGES) throw new Unreadable('too_many_pages');
  let text = '';
  for (let number = 1; number <= pdf.numPages && text.length < MAX_TEXT_LENGTH; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ('str' in item) text += item.str + (item.hasEOL ? '\n' : '');
    text += '\n';
    page.cleanup();
  }
  return text;
}
