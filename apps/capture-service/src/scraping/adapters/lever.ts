import { below, isAt, type Adapter } from './adapter.ts';

/** Lever: one server-rendered page; its questions stand in `.application-label` beside the controls, which the generic reading knows. */
export const lever: Adapter = {
  name: 'lever',
  recognises: ({ urls, landmarks }) => isAt(urls, 'jobs.lever.co', 'jobs.eu.lever.co') || landmarks.includes('lever'),
  formAddress: (posting) => below(posting, /^\/[^/]+\/[0-9a-f-]{36}\/?$/, 'apply'),
  confirms: { address: /^\/[^/]+\/[0-9a-f-]{36}\/thanks\/?$/ },
};
