import { isAt, type Adapter } from './adapter.ts';
import { readDescription } from './greenhouse-description.ts';
import { mergeDescription } from './greenhouse-merge.ts';

/** Greenhouse: the form with `#application_form`, the newer hosted one, and either inside an iframe of a careers page. */
export const greenhouse: Adapter = {
  name: 'greenhouse',
  recognises: ({ urls, landmarks }) => isAt(urls, 'greenhouse.io') || landmarks.some((mark) => mark.startsWith('greenhouse-')),
  complete: (questions, frame) => mergeDescription(questions, readDescription(frame.schema)),
  describedAt: ({ urls }) => urls.map(apiAddress).find((address) => address !== null) ?? null,
  confirms: { address: /\/confirmation\/?$/ },
};

/**
 * The posting in the public Job Board API, of `…/<board>/jobs/<id>` or `…/embed/job_app?for=<board>&token=<id>`; null:
 * the address names none. Boards that are hosted in the EU are in the same API.
 */
export function apiAddress(url: string): string | null {
  if (!URL.canParse(url) || !isAt([url], 'greenhouse.io')) return null;
  const { pathname, searchParams } = new URL(url);
  const path = /^\/([^/]+)\/jobs\/(\d+)(?:\/|$)/.exec(pathname);
  const [board, id] = path ? [path[1], path[2]] : /^\/embed\/job_app\/?$/.test(pathname) ? [searchParams.get('for'), searchParams.get('token') ?? searchParams.get('gh_jid')] : [];
  if (!board || !id || !/^[\w.-]{1,100}$/.test(board) || !/^\d{1,20}$/.test(id)) return null;
  return `https://boards-api.greenhouse.io/v1/boards/${board}/jobs/${id}?questions=true`;
}
