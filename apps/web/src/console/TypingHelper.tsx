import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import type { ConsoleConnection } from './console-connection.ts';
import { KeysBar } from './KeysBar.tsx';
import type { RemoteClipboard } from './use-clipboard.ts';

/** For a phone, for other input methods, and for text between one's own clipboard and the remote one. */
export function TypingHelper({ connection, clipboard }: { connection: ConsoleConnection; clipboard: RemoteClipboard }) {
  const details = useRef<HTMLDetailsElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const { needsBox } = clipboard;
  useEffect(() => {
    if (!needsBox || !details.current) return;
    details.current.open = true;
    box.current?.focus();
  }, [needsBox]);
  return (
    <div className="typing-helper" data-testid="typing-helper">
      <KeysBar connection={connection} />
      <RemoteCopy clipboard={clipboard} />
      <details ref={details}>
        <summary>Paste a text</summary>
        <PasteBox connection={connection} clipboard={clipboard} box={box} />
      </details>
    </div>
  );
}

function PasteBox({ connection, clipboard, box }: { connection: ConsoleConnection; clipboard: RemoteClipboard; box: React.RefObject<HTMLTextAreaElement | null> }) {
  const [text, setText] = useState('');
  const id = useId();
  const use = (act: (text: string) => void) => {
    act(text);
    setText('');
  };
  return (
    <div className="typing-body">
      {clipboard.needsBox && <p className="hint" role="status">This page may not read your clipboard. Paste into the box, then paste it there.</p>}
      <label className="label" htmlFor={id}>Text for the live browser</label>
      <textarea ref={box} id={id} className="textarea" rows={2} value={text} onChange={(event) => setText(event.target.value)} />
      <div className="button-row">
        <Button small look="primary" disabled={text === ''} data-testid="paste-there" onClick={() => use(clipboard.pasteText)}>Paste it there</Button>
        <Button small disabled={text === ''} data-testid="type-there" onClick={() => use((value) => connection.typeText(value))}>Type it there</Button>
        <Button small data-testid="paste-clipboard" onClick={() => void clipboard.pasteLocal()}>Paste my clipboard</Button>
      </div>
    </div>
  );
}

/** What was copied over there, when this browser did not let it onto the local clipboard by itself. */
function RemoteCopy({ clipboard }: { clipboard: RemoteClipboard }) {
  const { waiting, told, copy } = clipboard;
  const id = useId();
  return (
    <>
      <p className="hint clipboard-told" role="status" data-testid="clipboard-told">{told}</p>
      {waiting !== null && (
        <div className="typing-body remote-copy" data-testid="remote-copy">
          <label className="label" htmlFor={id}>Copied in the live browser</label>
          <textarea id={id} className="textarea" rows={2} readOnly value={waiting} onFocus={(event) => event.currentTarget.select()} />
          <div className="button-row"><Button small onClick={() => void copy()}>Copy to my clipboard</Button></div>
        </div>
      )}
    </>
  );
}
