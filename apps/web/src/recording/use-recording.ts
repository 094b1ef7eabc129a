import type { RecordingView, SessionView } from '@countersign/contracts';
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { readRecording, readRecordingSegment } from '../api/endpoints.ts';
import { useRefreshOn, useResource, type Resource } from '../api/use-resource.ts';
import { parseFbs } from './fbs.ts';
import { spansOf } from './recorded-time.ts';
import { RecordingPlayer, type PlayerState } from './recording-player.ts';

const TICK_MS = 40;

export interface Recording {
  readonly player: RecordingPlayer;
  readonly view: Resource<RecordingView>;
  /** The element that the screen is drawn into. */
  readonly screen: RefObject<HTMLDivElement | null>;
}

/** The recording of a session, live as long as the session runs. */
export function useRecording(session: SessionView): Recording {
  const screen = useRef<HTMLDivElement>(null);
  const [player] = useState(() => new RecordingPlayer({
    load: async (index) => parseFbs(await readRecordingSegment(session.id, index)),
    open: async (failed) => {
      const { openVncPlayback } = await import('../console/vnc-playback.ts');
      if (!screen.current) throw new Error('The page was left.');
      return openVncPlayback(screen.current, failed);
    },
    nowMs: () => performance.now(),
    everyTick: (tick) => {
      const timer = setInterval(tick, TICK_MS);
      return () => clearInterval(timer);
    },
  }));
  const view = useResource(`recording/${session.id}`, (signal) => readRecording(session.id, signal));
  useRefreshOn(({ aggregateId, type }) => aggregateId === session.id && type.includes('.recording_'), view.refresh);
  useEffect(() => player.close, [player]);
  const { data } = view;
  useEffect(() => {
    if (data) player.setSpans(spansOf(data.segments));
  }, [player, data]);
  return { player, view, screen };
}

export function usePlayerState(player: RecordingPlayer): PlayerState {
  return useSyncExternalStore(player.subscribe, player.state);
}
