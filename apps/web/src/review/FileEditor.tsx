import type { Answer, DocumentReference, FileAnswer } from '@countersign/contracts';
import { useId, useRef, useState } from 'react';
import { documentUrl, uploadDocument } from '../api/endpoints.ts';
import { messageOf } from '../api/http.ts';
import { Button } from '../ui/Button.tsx';
import { describeSize } from './answers.ts';
import type { EditorProps } from './editor-props.ts';

const SIZE_LIMIT_BYTES = 10_000_000;
type Props = Omit<EditorProps, 'value'> & { value: FileAnswer | null; documents: readonly DocumentReference[] };

/** One of the candidate's documents, or a file from this computer. */
export function FileEditor({ field, inputId, describedBy, invalid, value, disabled, onChange, onDone, documents }: Props) {
  const upload = useUpload((answer) => {
    onChange(answer);
    onDone();
  });
  const choose = (sha256: string) => {
    const document = documents.find((each) => each.sha256 === sha256);
    onChange(document ? { name: document.name, mediaType: document.mediaType, sha256: document.sha256, sizeBytes: document.sizeBytes } : null);
    onDone();
  };
  const foreign = value !== null && !documents.some(({ sha256 }) => sha256 === value.sha256);
  return (
    <div className="file-editor">
      <select id={inputId} className="select" aria-label={`Document for: ${field.question}`} aria-describedby={describedBy} aria-invalid={invalid || undefined} value={value?.sha256 ?? ''} disabled={disabled || upload.busy} onChange={(event) => choose(event.target.value)}>
        <option value="">No file</option>
        {foreign && <option value={value.sha256}>{value.name} ({describeSize(value.sizeBytes)})</option>}
        {documents.map((document) => (
          <option key={`${document.kind} ${document.sha256}`} value={document.sha256}>{document.name} ({describeSize(document.sizeBytes)})</option>
        ))}
      </select>
      <div className="button-row">
        {!disabled && <UploadButton accept={field.accept} busy={upload.busy} question={field.question} onFile={upload.start} />}
        {value && <a href={documentUrl(value.sha256)} target="_blank" rel="noreferrer">Open {value.name}</a>}
        {field.accept !== undefined && <span className="hint">The form takes {field.accept}</span>}
      </div>
      {upload.problem !== null && <p className="error-text" role="alert">{upload.problem}</p>}
    </div>
  );
}

function UploadButton({ accept, busy, question, onFile }: { accept: string | undefined; busy: boolean; question: string; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <>
      <Button small busy={busy} onClick={() => input.current?.click()}>Upload a file…</Button>
      <input
        ref={input}
        id={id}
        type="file"
        hidden
        aria-label={`Upload a file for: ${question}`}
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}

function useUpload(done: (answer: Answer) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const start = (file: File) => {
    setProblem(file.size > SIZE_LIMIT_BYTES ? `${file.name} is larger than 10 MB.` : file.size === 0 ? `${file.name} is empty.` : null);
    if (file.size > SIZE_LIMIT_BYTES || file.size === 0) return;
    setBusy(true);
    uploadDocument(file)
      .then(done, (error: unknown) => setProblem(messageOf(error)))
      .finally(() => setBusy(false));
  };
  return { busy, problem, start };
}
