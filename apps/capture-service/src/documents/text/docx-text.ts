import { strFromU8, unzipSync, type Unzipped } from 'fflate';
import { MAX_DOCUMENT_XML_BYTES, MAX_TEXT_LENGTH, MAX_XML_DEPTH, MAX_ZIP_ENTRIES } from './limits.ts';
import { Unreadable } from './unreadable.ts';

const MAIN_PART = 'word/document.xml';

/** The text of a Word document, a line for each paragraph. Only its main part is unpacked. @throws Unreadable */
export function docxText(bytes: Uint8Array): string {
  const part = unzipped(bytes)[MAIN_PART];
  if (!part) throw new Unreadable('damaged');
  return wordXmlText(strFromU8(part));
}

function unzipped(bytes: Uint8Array): Unzipped {
  let entries = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (++entries > MAX_ZIP_ENTRIES) throw new Unreadable('too_large');
        if (/(^|\/)vbaProject\.bin$/i.test(name)) throw new Unreadable('macros');
        // It unpacks into as many bytes as it says here, never into more.
        if (name === MAIN_PART && originalSize > MAX_DOCUMENT_XML_BYTES) throw new Unreadable('too_large');
        return name === MAIN_PART;
      },
    });
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('damaged');
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** WordprocessingML (ECMA-376) to text by its tags: text runs, tabs, breaks, ends of paragraphs and cells. One pass, no tree. */
export function wordXmlText(xml: string): string {
  let text = '';
  let depth = 0;
  let isRun = false;
  for (const [token] of xml.matchAll(/<[^>]*>|[^<]+/g)) {
    if (text.length > MAX_TEXT_LENGTH) break;
    if (!token.startsWith('<')) {
      if (isRun) text += decoded(token);
      continue;
    }
    if (/^<!DOCTYPE/i.test(token)) throw new Unreadable('doctype');
    const [, closing = '', name = ''] = /^<(\/?)([\w:.-]+)/.exec(token) ?? [];
    if (name === '') continue;
    if (closing) depth--;
    else if (!token.endsWith('/>')) depth++;
    if (depth > MAX_XML_DEPTH) throw new Unreadable('too_deep');
    if (name === 'w:t') isRun = closing === '' && !token.endsWith('/>');
    else if (name === 'w:tab') text += '\t';
    else if (name === 'w:br' || name === 'w:cr' || (closing && name === 'w:p')) text += '\n';
  }
  return text;
}

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,6}));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
