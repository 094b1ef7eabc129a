/** Every limit of reading a text out of a file. The file itself has at most 10 MB: the gateway takes no more. */

/** Until the process that reads is killed. */
export const READ_TIMEOUT_MS = 20_000;
/** Memory of the process that reads: of its JavaScript heap, and of all of it. */
export const MAX_HEAP_MB = 256;
export const MAX_RESIDENT_BYTES = 600_000_000;
export const WATCH_INTERVAL_MS = 50;
/** Files that are read at the same time; more wait. */
export const MAX_READING = 2;
export const MAX_WAITING = 20;

export const MAX_PDF_PAGES = 50;
/** Entries of a DOCX's zip, and its main part unpacked. */
export const MAX_ZIP_ENTRIES = 2_000;
export const MAX_DOCUMENT_XML_BYTES = 20_000_000;
export const MAX_XML_DEPTH = 200;
/** Characters of text; a resume has some thousand. */
export const MAX_TEXT_LENGTH = 200_000;
