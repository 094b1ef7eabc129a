import type { SubmissionEvidence } from '@countersign/contracts';
import { documentUrl } from '../api/endpoints.ts';

/** What the page showed after the press: its words, its address, its picture. `text`: test id of the words. */
export function EvidenceOfPage({ evidence, text }: { evidence: SubmissionEvidence; text: string }) {
  const { confirmationText, finalUrl, screenshotSha256 } = evidence;
  return (
    <>
      {confirmationText !== '' && <p className="confirmation" data-testid={text} tabIndex={0}>{confirmationText}</p>}
      <dl className="facts">
        <dt>Final address</dt>
        <dd data-testid="final-url">{finalUrl}</dd>
      </dl>
      {screenshotSha256 !== null && (
        <a className="evidence-picture" href={documentUrl(screenshotSha256)} target="_blank" rel="noreferrer">
          <img src={documentUrl(screenshotSha256)} alt="The page as it was right after sending; opens at full size" />
        </a>
      )}
    </>
  );
}
