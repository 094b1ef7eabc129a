import { below, isAt, type Adapter } from './adapter.ts';

/** Workday: an account first, then a wizard whose last step shows all answers again. */
export const workday: Adapter = {
  name: 'workday',
  recognises: ({ urls, landmarks }) => isAt(urls, 'myworkdayjobs.com', 'myworkdaysite.com', 'myworkday.com') || landmarks.some((mark) => mark === 'workday' || mark.startsWith('workday-')),
  formAddress: (posting) => below(posting, /\/job\/(?:[^/]+\/)?[^/]+_[^/]+\/?$/, 'apply/applyManually') ?? below(posting, /\/job\/.+\/apply\/?$/, 'applyManually'),
  // "Upload a file (5MB max)" says what to do; what is asked stands over it.
  complete: (questions) => ({
    questions: questions.map((raw) => {
      const asked = raw.groups.at(-1)?.name || raw.section;
      return raw.widget === 'file' && asked !== '' && /^(upload|select|drop)\b.*\bfiles?\b/i.test(raw.label) ? { ...raw, label: asked, labelSource: 'group' as const } : raw;
    }),
    notices: [],
  }),
  asksToSignIn: ({ landmarks }) => landmarks.includes('workday-account'),
  confirms: { address: /\/(userHome|jobTasks\/completed\/application)\/?$/i, line: /^(congratulations[.!,]? )?(application submitted|you(['’]ve| have) (successfully )?applied)\b/i },
};
