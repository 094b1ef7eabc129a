/** For everybody who looks at a browser whose screen is recorded, before they do anything in it. */
export function RecordedNote() {
  return <p className="recorded-note" data-testid="recorded-note"><span className="recorded-dot" aria-hidden="true" />This session is recorded</p>;
}
