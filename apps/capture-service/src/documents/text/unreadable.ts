/** Why no text came out of a file, for whoever sent it. */
export const UNREADABLE = {
  not_supported: 'The file is neither a PDF nor a DOCX.',
  damaged: 'The file is damaged, or not what its beginning says.',
  encrypted: 'The file is encrypted. Send it without a password.',
  too_many_pages: 'The file has too many pages for a resume.',
  too_large: 'Unpacked, the file is too large.',
  too_deep: 'The document is nested too deep.',
  macros: 'The file holds macros. Send it without them.',
  doctype: 'The document declares entities.',
  no_text: 'There is no text in the file. A scanned page is a picture: send a file with text.',
  busy: 'Too many files are being read. Try again.',
  too_expensive: 'Reading the file took too long or too much memory.',
} as const;
export type UnreadableCode = keyof typeof UNREADABLE;

export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly code: UnreadableCode;
  constructor(code: UnreadableCode) {
    super(UNREADABLE[code]);
    this.code = code;
  }
}
