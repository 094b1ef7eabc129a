import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import type { ConsoleConnection } from './console-connection.ts';
import type { RemoteKey, RemoteModifier } from './keysyms.ts';
import { ScreenKeyboard } from './ScreenKeyboard.tsx';

const MODIFIERS: readonly { modifier: RemoteModifier; label: string }[] = [{ modifier: 'Control', label: 'Ctrl' }, { modifier: 'Shift', label: 'Shift' }];
const KEYS: readonly { key: RemoteKey; label: string; name?: string }[] = [
  { key: 'Tab', label: 'Tab' },
  { key: 'Escape', label: 'Esc' },
  { key: 'Enter', label: '↵', name: 'Enter' },
  { key: 'Backspace', label: '⌫', name: 'Backspace' },
  { key: 'Left', label: '←', name: 'Left' },
  { key: 'Up', label: '↑', name: 'Up' },
  { key: 'Down', label: '↓', name: 'Down' },
  { key: 'Right', label: '→', name: 'Right' },
];

/** Keys that a screen keyboard does not have. Ctrl and Shift stay down for the next key. */
export function KeysBar({ connection }: { connection: ConsoleConnection }) {
  const [held, setHeld] = useState<readonly RemoteModifier[]>([]);
  const release = () => setHeld([]);
  const toggle = (modifier: RemoteModifier) => setHeld(held.includes(modifier) ? held.filter((one) => one !== modifier) : [...held, modifier]);
  // The keyboard of a phone must not go away when a key beside it is touched.
  const keepFocus = (event: React.PointerEvent) => event.preventDefault();
  return (
    <div className="keys-bar" role="group" aria-label="Keys for the live browser" data-testid="keys-bar">
      <ScreenKeyboard connection={connection} held={held} onKeySent={release} />
      {MODIFIERS.map(({ modifier, label }) => (
        <Button key={modifier} small aria-pressed={held.includes(modifier)} onPointerDown={keepFocus} onClick={() => toggle(modifier)}>{label}</Button>
      ))}
      {KEYS.map(({ key, label, name }) => (
        <Button key={key} small aria-label={name} onPointerDown={keepFocus} onClick={() => {
          connection.pressKey(key, held);
          release();
        }}>{label}</Button>
      ))}
    </div>
  );
}
