import { describe, expect, it } from '@jest/globals';
import { isShownInline, mediaTypeOf, servedMediaType } from './media-type.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('the media type of a document', () => {
  it.each([
    ['%PDF-1.7', 'x', 'text/html', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n', 'x', undefined, 'image/png'],
    ['hello', 'cv.txt', 'application/octet-stream', 'text/plain'],
    ['hello', 'cv.docx', undefined, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['hello', 'cv', 'text/markdown; charset=utf-8', 'text/markdown'],
    ['hello', 'cv', 'not a type', 'application/octet-stream'],
    ['\r\n%PDF-1.4', 'x', undefined, 'application/pdf'],
    ['<script>', 'cv.pdf', 'application/pdf', 'application/octet-stream'],
    ['<script>', 'photo.png', undefined, 'application/octet-stream'],
  ])('of %j named %j sent as %j is %s', (content, name, declared, expected) => {
    expect(mediaTypeOf(bytes(content), name, declared)).toBe(expected);
  });
  it.each(['text/html', 'text/javascript', 'text/css', 'image/svg+xml', 'application/xhtml+xml', 'application/atom+xml', 'application/wasm'])('never leaves as %s, which a browser would run', (mediaType) => {
    expect(servedMediaType(mediaType)).toBe('application/octet-stream');
    expect(servedMediaType('text/plain')).toBe('text/plain');
  });
  it('decides what a browser may show in place: never what can hold script', () => {
    expect(isShownInline('image/png')).toBe(true);
    for (const mediaType of ['text/html', 'image/svg+xml', 'application/pdf', 'text/plain']) expect(isShownInline(mediaType)).toBe(false);
  });
});
