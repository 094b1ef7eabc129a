import { useId, useState, useSyncExternalStore } from 'react';
import { Button } from '../ui/Button.tsx';
import type { ConsoleConnection } from './console-connection.ts';
import type { RemoteKey } from './vnc-screen.ts';

const KEYS: readonly RemoteKey[] = ['Tab', 'Enter', 'Backspace', 'Escape'];

/** For a phone without a keyboard, and for text from one's own clipboard: types into whatever has the focus over there. */
export function TypingHelper({ connection }: { connection: ConsoleConnection }) {
  const [text, setText] = useState('');
  const [told, setTold] = useState('');
  const id = useId();
  const copied = useSyncExternalStore(connection.subscribe, connection.copied);
  const paste = () => void navigator.clipboard.readText().then(setText, () => setTold('The browser does not allow reading the clipboard; paste into the box.'));
  const copyOut = (value: string) => void navigator.clipboard.writeText(value).then(() => setTold('Copied.'), () => setTold('The browser does not allow writing the clipboard.'));
  return (
    <details className="typing-helper" data-testid="typing-helper">
      <summary>Paste and special keys</summary>
      <div className="typing-body">
        <label className="label" htmlFor={id}>Text to type into the remote browser</label>
        <textarea id={id} className="textarea" rows={2} value={text} onChange={(event) => setText(event.target.value)} />
        <div className="button-row">
          <Button small look="primary" disabled={text === ''} onClick={() => {
            connection.typeText(text);
            setText('');
            setTold('Typed.');
          }}>Type it there</Button>
          <Button small onClick={paste}>Take from my clipboard</Button>
          {copied !== null && copied !== '' && <Button small onClick={() => copyOut(copied)}>Copy what was copied there</Button>}
        </div>
        <div className="button-row" role="group" aria-label="Special keys">
          {KEYS.map((key) => <Button key={key} small onClick={() => connection.pressKey(key)}>{key}</Button>)}
        </div>
        <p className="hint" role="status">{told}</p>
      </div>
    </details>
  );
}
