/** A process of its own that reads one file from its input and writes the text, or why there is none, as JSON. */
import { docxText } from './docx-text.ts';
import { MAX_TEXT_LENGTH } from './limits.ts';
import { pdfText } from './pdf-text.ts';
import { Unreadable, type UnreadableCode } from './unreadable.ts';

async function textOf(bytes: Buffer): Promise<string> {
  const isPdf = bytes.subarray(0, 1024).includes('%PDF-');
  if (isPdf) return pdfText(new Uint8Array(bytes));
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return docxText(bytes);
  // The container of Word's old format and of encrypted new files (MS-CFB).
  throw new Unreadable(bytes.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1' && bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'not_supported');
}

/** One space between words, no more than one empty line, and no control characters. */
function tidied(text: string): string {
  return text.slice(0, MAX_TEXT_LENGTH).replace(/\p{Cc}/gu, (char) => (char === '\n' ? char : ' ')).replace(/[^\S\n]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

async function main(): Promise<{ text: string } | { code: UnreadableCode }> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  try {
    const text = tidied(await textOf(Buffer.concat(chunks)));
    return text === '' ? { code: 'no_text' } : { text };
  } catch (error) {
    return { code: error instanceof Unreadable ? error.code : 'damaged' };
  }
}

process.stdout.end(JSON.stringify(await main()), () => process.exit(0));
