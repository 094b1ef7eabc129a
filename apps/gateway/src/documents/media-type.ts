const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
];
const BY_EXTENSION: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  rtf: 'application/rtf',
  txt: 'text/plain',
  md: 'text/markdown',
  json: 'application/json',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
};
/** RFC 9110 type and subtype, without parameters. */
const MEDIA_TYPE = /^[a-z0-9!#$&^_.+-]{1,50}\/[a-z0-9!#$&^_.+-]{1,49}$/;

/** What the content begins with counts most, then what the caller says, then the ending of the name. */
export function mediaTypeOf(bytes: Uint8Array, name: string, declared: string | undefined): string {
  const signed = SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  if (signed) return signed[0];
  const said = declared?.split(';')[0]!.trim().toLowerCase() ?? '';
  if (MEDIA_TYPE.test(said) && said !== 'application/octet-stream' && said !== 'application/x-www-form-urlencoded') return said;
  return BY_EXTENSION[name.toLowerCase().split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}

/** What a browser may show in place: it cannot hold script. */
export function isShownInline(mediaType: string): boolean {
  return mediaType === 'image/png' || mediaType === 'image/jpeg';
}
