import { isAboutSomebodyElse } from '../asked.ts';
import { fromResume, type Rule } from '../finding.ts';
import { basics } from '../resume.ts';

const EMAIL = /^(primary |personal |contact |preferred )?e-?mail( address| id)?$|^(confirm|verify|re-?enter|repeat|retype)( your)? e-?mail( address)?$|^e-?mail( address)? confirmation$/;
const PHONE = /^(primary |personal |contact |preferred |best )?((mobile|cell|cellular|tele)?[ -]?phone|mobile|cell|telephone)( number| no)?$|^(contact|mobile|cell|telephone) (telephone |phone )?number$|^(mobile|cell)\/(tele)?phone( number)?$|^phone\/mobile( number)?$/;

/** E-mail address and telephone number. A resume has one of each, so "work e-mail" and "home phone" are other questions. */
export const contactRule: Rule = (asked, { resume }) => {
  const { core, sectionKind } = asked;
  if (sectionKind !== 'applicant' || isAboutSomebodyElse(asked)) return undefined;
  if (EMAIL.test(core)) return fromResume(basics(resume, 'email'));
  if (PHONE.test(core)) return fromResume(basics(resume, 'phone'));
  return undefined;
};
