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

/** What a browser runs or renders with script: never served as that. */
const ACTIVE = /^(text\/(html|css|javascript|ecmascript|xml|xsl|vtt)|image\/svg\+xml|application\/(javascript|ecmascript|x-javascript|xhtml\+xml|xml|wasm|x-shockwave-flash|java-archive|manifest\+json)|.+\+xml)$/;
const OPAQUE = 'application/octet-stream';

/** Under which media type a document leaves: what can hold script leaves as bytes. */
export function servedMediaType(mediaType: string): string {
  return ACTIVE.test(mediaType) ? OPAQUE : mediaType;
}

/** What the content begins with counts most, then what the caller says, then the ending of the name; nothing is called what its content is not. */
export function mediaTypeOf(bytes: Uint8Array, name: string, declared: string | undefined): string {
  const signed = SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  if (signed) return signed[0];
  // Readers of PDF take some bytes before its beginning, so producers put some there.
  if (Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024)).includes('%PDF-')) return 'application/pdf';
  const said = declared?.split(';')[0]!.trim().toLowerCase() ?? '';
  const isSaid = MEDIA_TYPE.test(said) && said !== OPAQUE && said !== 'application/x-www-form-urlencoded';
  const named = isSaid ? said : (BY_EXTENSION[name.toLowerCase().split('.').at(-1) ?? ''] ?? OPAQUE);
  return SIGNATURES.some(([mediaType]) => mediaType === named) ? OPAQUE : named;
}

/** What a browser may show in place: it cannot hold script. */
export function isShownInline(mediaType: string): boolean {
  return mediaType === 'image/png' || mediaType === 'image/jpeg';
}
