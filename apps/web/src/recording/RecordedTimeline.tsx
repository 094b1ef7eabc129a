import type { AuditEventView, SessionView } from '@countersign/contracts';
import { useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Timeline } from '../audit/Timeline.tsx';
import { Button } from '../ui/Button.tsx';
import { describeInstant } from '../ui/time.ts';
import { RecordingPanel } from './RecordingPanel.tsx';
import type { PlayerState } from './recording-player.ts';
import { useRecording } from './use-recording.ts';

interface RecordedTimelineProps {
  /** Newest first. */
  events: readonly AuditEventView[];
  about: (event: AuditEventView) => string | null;
  /** Those that are recorded. */
  sessions: readonly SessionView[];
  /** Whose recording is open from the beginning. */
  openId?: string;
}

/** What happened, and beside it what was to be seen; each leads to the other. */
export function RecordedTimeline({ events, about, sessions, openId }: RecordedTimelineProps) {
  const [chosenId, setChosenId] = useState<string | null>(openId ?? null);
  const [wanted, setWanted] = useState<number | null>(null);
  const chooser = useId();
  const session = sessions.find(({ id }) => id === chosenId);
  const watch = (sessionId: string, timeMs: number | null) => {
    setChosenId(sessionId);
    setWanted(timeMs);
  };
  if (!session) {
    return (
      <>
        {sessions[0] && <div className="button-row"><Button data-testid="watch-recording" onClick={() => watch(sessions[0]!.id, null)}>Watch the recording</Button></div>}
        <Timeline events={events} about={about} watch={(event) => {
          const recorded = sessionOf(sessions, event);
          return recorded ? () => watch(recorded.id, Date.parse(event.time)) : null;
        }} />
      </>
    );
  }
  return (
    <>
      {(sessions.length > 1 || openId === undefined) && (
        <div className="button-row recording-chooser">
          {sessions.length > 1 && (
            <>
              <label htmlFor={chooser}>Recording</label>
              <select id={chooser} className="select" value={session.id} onChange={(event) => watch(event.target.value, null)}>
                {sessions.map(({ id, startedAt }) => <option key={id} value={id}>{describeInstant(startedAt)} · browser {id.slice(0, 8)}</option>)}
              </select>
            </>
          )}
          {openId === undefined && <Button small onClick={() => setChosenId(null)}>Close the recording</Button>}
        </div>
      )}
      <Opened key={session.id} session={session} events={events} about={about} sessions={sessions} wanted={wanted} watch={watch} />
    </>
  );
}

interface OpenedProps extends RecordedTimelineProps {
  session: SessionView;
  wanted: number | null;
  watch: (sessionId: string, timeMs: number | null) => void;
}

function Opened({ session, events, about, sessions, wanted, watch }: OpenedProps) {
  const recording = useRecording(session);
  const { player } = recording;
  const panel = useRef<HTMLDivElement>(null);
  const ready = useSyncExternalStore(player.subscribe, () => player.state().range !== null);
  useEffect(() => {
    if (ready && wanted !== null) player.seek(wanted);
  }, [player, ready, wanted]);
  const within = useMemo(() => events.filter((event) => !event.type.includes('.recording_saved.') && sessionOf([session], event) !== undefined), [events, session]);
  // Only its changes draw the list again, not every moment that is played.
  const current = useSyncExternalStore(player.subscribe, () => newestAt(within, player.state()));
  return (
    <div className="recorded-timeline">
      <div ref={panel} className="recorded-timeline-panel"><RecordingPanel session={session} recording={recording} events={within} /></div>
      <div className="recorded-timeline-list">
        <Timeline events={events} about={about} current={current} watch={(event) => {
          const recorded = sessionOf(sessions, event, session);
          if (!recorded) return null;
          return () => {
            if (recorded.id === session.id) player.seek(Date.parse(event.time));
            else watch(recorded.id, Date.parse(event.time));
            panel.current?.scrollIntoView({ block: 'nearest' });
          };
        }} />
      </div>
    </div>
  );
}

/** The event that had happened last at the moment that is shown. */
function newestAt(events: readonly AuditEventView[], { range, positionMs }: PlayerState): string | undefined {
  return range === null ? undefined : events.find(({ time }) => Date.parse(time) <= positionMs)?.id;
}

/** In whose recording an event can be seen: its own session's, else one that ran then, the preferred one first. */
function sessionOf(sessions: readonly SessionView[], event: AuditEventView, preferred?: SessionView): SessionView | undefined {
  const running = ({ startedAt, endedAt }: SessionView) => startedAt <= event.time && (endedAt === null || event.time <= endedAt);
  if (event.aggregate === 'session') return sessions.find(({ id }) => id === event.aggregateId);
  if (preferred && running(preferred)) return preferred;
  return sessions.find(running);
}
