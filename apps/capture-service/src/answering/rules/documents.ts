import type { DocumentReference } from '@countersign/contracts';
import { misfit } from '../../capture/domain/answer-fit.ts';
import { isAboutSomebodyElse } from '../asked.ts';
import { evidence, type Rule } from '../finding.ts';

const RESUME = /^(updated |current |latest )?(resume|cv|curriculum vitae|resume\/cv|cv\/resume|resume or cv|cv or resume)( file| document| pdf| upload| attachment)*( autofill)?$|^(resume|cv)(\/cv|\/resume)?\/(lebenslauf|curriculum vitae)$/;
const COVER_LETTER = /^(cover|motivation) letter( file| document| pdf| upload)*$|^letter of motivation$/;

/** The candidate's own file of the kind that is asked for, in a format that the field accepts. */
export const documentRule: Rule = (asked, { documents }) => {
  const { core, question } = asked;
  if (question.type !== 'file' || isAboutSomebodyElse(asked)) return undefined;
  const kind = RESUME.test(core) ? 'resume' : COVER_LETTER.test(core) ? 'cover_letter' : undefined;
  if (!kind) return undefined;
  const fitting = documents.flatMap((document, index) => (document.kind === kind && misfit(question, fileOf(document)) === undefined ? [{ document, index }] : []));
  const [found] = fitting;
  if (!found || fitting.length > 1) return undefined;
  const { document, index } = found;
  return {
    file: fileOf(document), source: 'profile', confidence: 'high',
    evidence: evidence(`The candidate's ${kind === 'resume' ? 'resume' : 'cover letter'}`, [{ path: `documents[${index}]`, text: document.name }]),
  };
};

function fileOf({ name, mediaType, sha256, sizeBytes }: DocumentReference) {
  return { name, mediaType, sha256, sizeBytes };
}
