import type { Adapter } from './adapter.ts';

/** Any HTML form. */
export const generic: Adapter = {
  name: 'generic',
  recognises: () => true,
};
