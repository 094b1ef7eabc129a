import { useEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import type { ConsoleConnection } from './console-connection.ts';

/** A browser tells of a paste right after the key, if at all. */
const PASTE_EVENT_WAIT_MS = 120;

export interface RemoteClipboard {
  /** The last text copied over there, when this browser could not put it onto the local clipboard; null: nothing to do. */
  readonly waiting: string | null;
  readonly told: string;
  /** Whether the shortcut could not be followed, so that a box has to do. */
  readonly needsBox: boolean;
  /** Puts what waits onto the local clipboard. */
  copy(): Promise<void>;
  /** Takes the key for pasting, so that the local text is pasted there; true: it was taken. */
  onKeyDown(event: KeyboardEvent): boolean;
  /** Pastes the local text there. */
  pasteLocal(): Promise<void>;
  pasteText(text: string): void;
}

/** Both ways between the clipboard of this machine and the remote one, while one has control. */
export function useClipboard(connection: ConsoleConnection, enabled: boolean): RemoteClipboard {
  const copied = useSyncExternalStore(connection.subscribe, connection.copied);
  const [waiting, setWaiting] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const [needsBox, setNeedsBox] = useState(false);
  useEffect(() => {
    if (!enabled || copied === null || copied === '') return;
    void writeLocal(copied).then((isWritten) => {
      setWaiting(isWritten ? null : copied);
      setTold(isWritten ? 'Copied from the live browser to your clipboard.' : '');
    });
  }, [copied, enabled]);
  const pasteText = (text: string) => {
    connection.paste(text);
    setTold('Pasted into the live browser.');
    setNeedsBox(false);
  };
  const pasteLocal = async () => {
    const text = await readLocal();
    if (text === null || text === '') setNeedsBox(true);
    else pasteText(text);
  };
  const onPasteKey = usePasteKey(connection, enabled, { pasteText, pasteLocal });
  return {
    waiting: enabled ? waiting : null,
    told: enabled ? told : '',
    needsBox: enabled && needsBox,
    pasteText,
    pasteLocal,
    copy: async () => {
      if (waiting === null || !(await writeLocal(waiting))) return;
      setWaiting(null);
      setTold('Copied to your clipboard.');
    },
    // What was copied over there is newer than what is here, and did not get here: then it is what is meant.
    onKeyDown: (event) => waiting === null && onPasteKey(event),
  };
}

/** Listens for the browser's own paste, which needs no permission; asks for the clipboard where there is none. */
function usePasteKey(connection: ConsoleConnection, enabled: boolean, { pasteText, pasteLocal }: Pick<RemoteClipboard, 'pasteText' | 'pasteLocal'>) {
  const pending = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ pasteText, pasteLocal });
  useEffect(() => {
    latest.current = { pasteText, pasteLocal };
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const onPaste = (event: ClipboardEvent) => {
      if (pending.current === undefined) return;
      clearTimeout(pending.current);
      pending.current = undefined;
      event.preventDefault();
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text !== '') latest.current.pasteText(text);
    };
    document.addEventListener('paste', onPaste, true);
    return () => {
      document.removeEventListener('paste', onPaste, true);
      clearTimeout(pending.current);
      pending.current = undefined;
    };
  }, [connection, enabled]);
  return (event: KeyboardEvent): boolean => {
    if (!enabled || event.key.toLowerCase() !== 'v' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false;
    // The key goes no further, but what the browser does with it by itself must happen.
    event.stopPropagation();
    clearTimeout(pending.current);
    pending.current = setTimeout(() => {
      pending.current = undefined;
      void latest.current.pasteLocal();
    }, PASTE_EVENT_WAIT_MS);
    return true;
  };
}

/** null: the browser does not allow it, or has no such thing outside of secure pages. */
async function readLocal(): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return null;
  }
}

async function writeLocal(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
