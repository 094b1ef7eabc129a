import { isAt, type Adapter } from './adapter.ts';

/** SmartRecruiters: web components with open shadow roots, several steps, a page of its own at the end. */
export const smartrecruiters: Adapter = {
  name: 'smartrecruiters',
  recognises: ({ urls, landmarks }) => isAt(urls, 'jobs.smartrecruiters.com', 'careers.smartrecruiters.com') || landmarks.includes('smartrecruiters'),
  confirms: { address: /^\/oneclick-ui\/.*\/success\/?$/, line: /^(thank you,? )?your application (has been|was) (successfully )?(sent|submitted)\b/i },
};
