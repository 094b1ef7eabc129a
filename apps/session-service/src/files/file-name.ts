/** Longest name in UTF-8, bytes; a file system takes 255. */
const maxNameBytes = 200;
const maxEndingBytes = 20;
/** Control and format characters (a right-to-left override disguises an ending), separators of lines, and what some file systems refuse. */
const unfit = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}<>:"|?*]/gu;

/** The name that a page or a caller gave a file, made fit for a disk and a header: one part of a path, of at most 200 bytes. */
export function safeFileName(given: string): string {
  const lastPart = given.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const cleaned = lastPart.replace(unfit, '_').replace(/^[\s.]+|[\s.]+$/g, '');
  return cutToBytes(cleaned) || 'file';
}

/** Cut before the ending, so that a long name keeps it. */
function cutToBytes(name: string): string {
  if (Buffer.byteLength(name) <= maxNameBytes) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && Buffer.byteLength(name.slice(dot)) <= maxEndingBytes ? name.slice(dot) : '';
  // As a stream: a character that is cut through at the end is left out.
  const start = new TextDecoder().decode(Buffer.from(name).subarray(0, maxNameBytes - Buffer.byteLength(ending)), { stream: true });
  return start + ending;
}
