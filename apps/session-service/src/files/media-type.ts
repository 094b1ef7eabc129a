const signatures: readonly (readonly [string, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['application/gzip', [0x1f, 0x8b]],
];
const byEnding: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  rtf: 'application/rtf',
  txt: 'text/plain',
  csv: 'text/csv',
  ics: 'text/calendar',
  md: 'text/markdown',
  html: 'text/html',
  json: 'application/json',
  xml: 'application/xml',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  zip: 'application/zip',
};
/** RFC 9110 type and subtype, without parameters. */
const mediaType = /^[a-z0-9!#$&^_.+-]{1,50}\/[a-z0-9!#$&^_.+-]{1,100}$/;

/** What the content begins with counts most, then what the caller says, then the ending of the name. */
export function mediaTypeOf(start: Uint8Array, name: string, declared: string | undefined): string {
  const signed = signatures.find(([, signature]) => signature.every((byte, index) => start[index] === byte));
  if (signed) return signed[0];
  const said = declared?.split(';')[0]!.trim().toLowerCase() ?? '';
  if (mediaType.test(said) && said !== 'application/octet-stream' && said !== 'application/x-www-form-urlencoded') return said;
  return byEnding[name.toLowerCase().split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}
