import { cdpErrorCodes, type CdpError, type ClientCommand } from './client-message.ts';

type Params = Readonly<Record<string, unknown>>;
export type WithFiles = { readonly params: Params | undefined } | { readonly error: CdpError };

/**
 * Commands that name files of the node's disk, as the browser may get them: with the paths of the session's own files instead
 * of the names that the API gave them. Any other name is refused, whatever it is on the disk.
 */
export function withFilesOfSession({ method, params }: ClientCommand, pathOf: (named: string) => string | null): WithFiles {
  if (method === 'DOM.setFileInputFiles') return replaced(params?.['files'], pathOf, (files) => ({ ...params, files }), params);
  if (method === 'Input.dispatchDragEvent') {
    const data = params?.['data'];
    if (typeof data !== 'object' || data === null) return { params };
    return replaced((data as Params)['files'], pathOf, (files) => ({ ...params, data: { ...data, files } }), params);
  }
  return { params };
}

function replaced(named: unknown, pathOf: (named: string) => string | null, write: (paths: readonly string[]) => Params, unchanged: Params | undefined): WithFiles {
  if (named === undefined) return { params: unchanged };
  const paths: string[] = [];
  for (const name of Array.isArray(named) ? (named as unknown[]) : [named]) {
    const path = typeof name === 'string' ? pathOf(name) : null;
    if (path === null) return { error: notInSession(typeof name === 'string' ? name.slice(0, 200) : typeof name) };
    paths.push(path);
  }
  return { params: write(paths) };
}

function notInSession(name: string): CdpError {
  return {
    code: cdpErrorCodes.server,
    message: `file_not_in_session: "${name}" is no file of this session. Put it there first with POST /v1/sessions/{id}/files, and name it by the "path" of the answer.`,
    data: { code: 'file_not_in_session', name },
  };
}
