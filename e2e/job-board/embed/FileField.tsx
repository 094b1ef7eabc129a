import { useRef, useState } from 'react';

/** The real input is hidden behind a button called "Attach", as on hosted boards. */
export function FileField({ id, label, required = false, error }: { readonly id: string; readonly label: string; readonly required?: boolean; readonly error: string | undefined }) {
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string>();
  return (
    <div role="group" aria-labelledby={`upload-label-${id}`} aria-required={required} className="file-upload">
      <div id={`upload-label-${id}`} className="label upload-label">{label}{required && <span className="required">*</span>}</div>
      <div className="file-upload__wrapper">
        <div className="button-container">
          <button type="button" className="btn btn--pill" onClick={() => input.current?.click()}>Attach</button>
          <label className="visually-hidden" htmlFor={id}>Attach</label>
          <input
            ref={input} id={id} name={id} className="visually-hidden" type="file" accept=".pdf,.doc,.docx,.txt,.rtf" tabIndex={-1}
            onChange={(event) => setName(event.target.files?.[0]?.name)}
          />
        </div>
        <p className="file-upload__filename">{name ?? 'Accepted file types: pdf, doc, docx, txt, rtf'}</p>
      </div>
      {error && <p id={`${id}-error`} className="helper-text helper-text--error">{error}</p>}
    </div>
  );
}
