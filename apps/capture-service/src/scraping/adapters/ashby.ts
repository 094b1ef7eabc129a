import { below, isAt, type Adapter } from './adapter.ts';

/** Ashby: drawn by a script, names its fields by `data-field-path`, and puts a message in the place of the form that was sent. */
export const ashby: Adapter = {
  name: 'ashby',
  recognises: ({ urls, landmarks }) => isAt(urls, 'jobs.ashbyhq.com') || landmarks.includes('ashby'),
  formAddress: (posting) => below(posting, /^\/[^/]+\/[0-9a-f-]{36}\/?$/, 'application'),
  confirms: { line: /^(success[.!]? )?your application was successfully submitted\b/i },
};
