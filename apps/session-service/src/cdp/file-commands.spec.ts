import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withFilesOfSession } from './file-commands.ts';

const pathOf = (named: string): string | null => (named === '/session-files/1/cv.pdf' ? '/node/files/1/cv.pdf' : null);
const given = (method: string, params?: Record<string, unknown>) => withFilesOfSession({ id: 1, method, params, sessionId: undefined }, pathOf);
const elsewhere = ['/etc/passwd', '/proc/self/environ', '../../etc/passwd', '/session-files/1/../../../etc/passwd', '/node/files/1/cv.pdf', 'file:///etc/passwd', '', '.', '~/.ssh/id_rsa', 'cv.pdf\0/etc/passwd'];

describe('commands that name files', () => {
  it('get the paths of the session\'s own files', () => {
    expect(given('DOM.setFileInputFiles', { files: ['/session-files/1/cv.pdf'], backendNodeId: 7 })).toEqual({ params: { files: ['/node/files/1/cv.pdf'], backendNodeId: 7 } });
    expect(given('DOM.setFileInputFiles', { files: [], backendNodeId: 7 })).toEqual({ params: { files: [], backendNodeId: 7 } });
    expect(given('Input.dispatchDragEvent', { type: 'drop', x: 1, y: 2, data: { items: [], files: ['/session-files/1/cv.pdf'] } })).toEqual({
      params: { type: 'drop', x: 1, y: 2, data: { items: [], files: ['/node/files/1/cv.pdf'] } },
    });
    expect(given('Input.dispatchDragEvent', { type: 'drop', data: { items: [] } })).toEqual({ params: { type: 'drop', data: { items: [] } } });
    expect(given('Runtime.evaluate', { files: ['/etc/passwd'] })).toEqual({ params: { files: ['/etc/passwd'] } });
  });

  it.each(elsewhere)('are refused with %j', (name) => {
    const error = { code: -32000, message: expect.stringMatching(/^file_not_in_session: /), data: { code: 'file_not_in_session', name } };
    expect(given('DOM.setFileInputFiles', { files: ['/session-files/1/cv.pdf', name] })).toEqual({ error });
    expect(given('Input.dispatchDragEvent', { data: { files: [name] } })).toEqual({ error });
  });

  it('never pass on a path that was not looked up', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (files) => {
        const result = given('DOM.setFileInputFiles', { files });
        if ('params' in result) expect(result.params).toEqual({ files: Array.isArray(files) ? files.map(() => '/node/files/1/cv.pdf') : ['/node/files/1/cv.pdf'] });
      }),
    );
  });
});
