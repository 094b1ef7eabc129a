import { useRef } from 'react';
import { Button } from '../ui/Button.tsx';
import { useFileRequest } from './use-file-request.ts';

/** No dialog over a disk opens in the remote browser: when its page asks for a file, the person who drives it gives one from here. */
export function FileRequestPanel({ sessionId, enabled }: { sessionId: string; enabled: boolean }) {
  const request = useFileRequest(sessionId, enabled);
  const input = useRef<HTMLInputElement>(null);
  if (!request) return null;
  const { multiple, files, busy } = request;
  return (
    <section className="handoff" data-testid="file-request" aria-label="The page asks for a file">
      <p className="handoff-title" role="status">The page asks for {multiple ? 'files' : 'a file'}</p>
      {request.problem !== null && <p className="error-text" role="alert">{request.problem}</p>}
      <div className="button-row">
        <Button small look="primary" busy={busy} data-testid="file-request-upload" onClick={() => input.current?.click()}>From this computer…</Button>
        {files.map(({ id, name }) => <Button key={id} small disabled={busy} onClick={() => request.give([id])}>{name}</Button>)}
        <Button small look="quiet" disabled={busy} onClick={request.dismiss}>Not now</Button>
      </div>
      <input
        ref={input} type="file" hidden multiple={multiple} aria-label="A file for the page"
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          if (chosen.length > 0) request.upload(chosen);
        }}
      />
    </section>
  );
}
