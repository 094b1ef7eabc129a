import { isAt, type Adapter } from './adapter.ts';

/** iCIMS: the employer's page around an iframe (`icims_content_iframe`) that holds sign-in, profile and questions, sometimes one more deep. */
export const icims: Adapter = {
  name: 'icims',
  recognises: ({ urls, landmarks }) => isAt(urls, 'icims.com') || landmarks.includes('icims'),
  asksToSignIn: ({ landmarks }) => landmarks.includes('icims-account'),
  confirms: { line: /^(thank you[.!,]? )?(your )?(submission|profile|application) (is |has been )?(now )?(complete|successfully submitted)\W*$/i },
};
