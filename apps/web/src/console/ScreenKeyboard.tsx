import { useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '../ui/Button.tsx';
import type { ConsoleConnection } from './console-connection.ts';
import type { RemoteKey, RemoteModifier } from './keysyms.ts';
import { isTypedWhileComposing, typedChange } from './typed-text.ts';

/** Something to take away with Backspace, which a keyboard does not tell of in an empty field. */
const PADDING = '_'.repeat(32);
const LONGEST_FIELD = 400;
const KEYS: Readonly<Record<string, RemoteKey>> = { Tab: 'Tab', Enter: 'Enter', Escape: 'Escape', ArrowLeft: 'Left', ArrowUp: 'Up', ArrowRight: 'Right', ArrowDown: 'Down' };

interface ScreenKeyboardProps {
  connection: ConsoleConnection;
  /** Held down for the next key. */
  held: readonly RemoteModifier[];
  onKeySent: () => void;
}

/** Opens the keyboard of a phone, and takes what an input method composes: it types into a field that nobody sees, and from there over there. */
export function ScreenKeyboard({ connection, held, onKeySent }: ScreenKeyboardProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const before = useRef(PADDING);
  const [open, setOpen] = useState(false);
  const reset = () => {
    before.current = PADDING;
    if (field.current) field.current.value = PADDING;
  };
  const type = (value: string) => {
    const { backspaces, text } = typedChange(before.current, value);
    before.current = value;
    for (let index = 0; index < backspaces; index++) connection.pressKey('Backspace');
    if (text !== '') connection.typeText(text, held);
    if (backspaces > 0 || text !== '') onKeySent();
    if (value.length < PADDING.length / 2 || value.length > LONGEST_FIELD) reset();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const key = KEYS[event.key];
    if (key === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    connection.pressKey(key, held);
    onKeySent();
  };
  return (
    <>
      <Button small aria-pressed={open} data-testid="keyboard" onClick={() => (open ? field.current?.blur() : field.current?.focus({ preventScroll: true }))} onPointerDown={(event) => event.preventDefault()}>Keyboard</Button>
      <textarea
        ref={field}
        className="keyboard-field"
        aria-label="Keyboard for the live browser"
        defaultValue={PADDING}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        tabIndex={-1}
        onFocus={() => {
          setOpen(true);
          reset();
          field.current?.setSelectionRange(PADDING.length, PADDING.length);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        onInput={(event) => {
          const { isComposing, data } = event.nativeEvent as InputEvent;
          if (!isComposing || isTypedWhileComposing(data ?? '')) type(event.currentTarget.value);
        }}
        onCompositionEnd={(event) => type(event.currentTarget.value)}
      />
    </>
  );
}
