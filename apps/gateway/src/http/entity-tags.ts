/** An entity tag (RFC 9110, 8.8.3); the opaque part without its quotes. */
export interface EntityTag {
  readonly isWeak: boolean;
  readonly opaque: string;
}

const TAG = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;
/** Further ones are refused: nobody has seen so many versions. */
const MAX_TAGS = 50;

/** The tags of If-Match or If-None-Match, or `*`; undefined: it is neither. */
export function parseEntityTags(header: string): readonly EntityTag[] | '*' | undefined {
  if (header.trim() === '*') return '*';
  // A comma may stand within quotes, so the list is not split at commas.
  const tags: EntityTag[] = [];
  let rest = header.trim();
  while (rest !== '') {
    const end = /^(?:W\/)?"[^"]*"/.exec(rest)?.[0];
    const tag = end === undefined ? null : TAG.exec(end);
    if (!tag || tags.length >= MAX_TAGS) return undefined;
    tags.push({ isWeak: tag[1] !== undefined, opaque: tag[2]! });
    const separator = /^[ \t]*(?:$|(?:,[ \t]*)+)/.exec(rest.slice(end!.length))?.[0];
    if (separator === undefined) return undefined;
    rest = rest.slice(end!.length + separator.length);
  }
  return tags.length > 0 ? tags : undefined;
}

/** Whether a reader has it already (RFC 9110, 13.1.2: by weak comparison). A header that cannot be read is as if it were not there. */
export function isAmong(etag: string, ifNoneMatch: string | undefined): boolean {
  const tags = ifNoneMatch === undefined ? undefined : parseEntityTags(ifNoneMatch);
  if (tags === undefined) return false;
  const current = parseEntityTags(etag);
  return tags === '*' || (Array.isArray(current) && tags.some(({ opaque }) => opaque === (current as EntityTag[])[0]!.opaque));
}
