import type { SessionFilesView } from '@countersign/contracts';
import { useCallback, useEffect, useState } from 'react';
import { chooseSessionFiles, readSessionFiles, uploadSessionFile } from '../api/endpoints.ts';
import { messageOf } from '../api/http.ts';
import { useResource } from '../api/use-resource.ts';

/** That a page asks for a file is no event: it is looked for so often while a person drives the browser. */
const LOOK_EVERY_MS = 1_500;

export interface FileRequest {
  readonly multiple: boolean;
  /** What the session has already, ready to be given. */
  readonly files: SessionFilesView['files'];
  readonly fileBytesLimit: number;
  readonly busy: boolean;
  readonly problem: string | null;
  upload(files: readonly File[]): void;
  give(fileIds: readonly string[]): void;
  dismiss(): void;
}

/** What a page of the remote browser asks for, with the ways to answer; null while none asks, or the person put it aside. */
export function useFileRequest(sessionId: string, enabled: boolean): FileRequest | null {
  const { data, refresh } = useResource(enabled ? `session-files/${sessionId}` : null, (signal) => readSessionFiles(sessionId, signal));
  const [dismissed, setDismissed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (!enabled) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [enabled, refresh]);
  const run = useCallback((work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    work()
      .catch((error: unknown) => setProblem(messageOf(error)))
      .finally(() => {
        setBusy(false);
        refresh();
      });
  }, [refresh]);
  const chooser = data?.chooser ?? null;
  if (!enabled || !data || chooser === null || chooser.openedAt === dismissed) return null;
  const { fileBytes } = data.limits;
  return {
    multiple: chooser.multiple,
    files: data.files.filter(({ state }) => state === 'done'),
    fileBytesLimit: fileBytes,
    busy,
    problem,
    upload: (files) => {
      const large = files.find(({ size }) => size > fileBytes);
      if (large) return setProblem(`${large.name} is too large: a file of a session has at most ${Math.floor(fileBytes / 1_000_000)} MB.`);
      run(async () => {
        const ids: string[] = [];
        for (const file of files) ids.push((await uploadSessionFile(sessionId, file)).id);
        await chooseSessionFiles(sessionId, ids);
      });
    },
    give: (fileIds) => run(() => chooseSessionFiles(sessionId, fileIds)),
    dismiss: () => setDismissed(chooser.openedAt),
  };
}
