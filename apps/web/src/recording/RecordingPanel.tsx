import type { AuditEventView, RecordingView, SessionView } from '@countersign/contracts';
import type { KeyboardEvent } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Empty, Failure, Loading } from '../ui/States.tsx';
import { describeClock, describeInstant } from '../ui/time.ts';
import { SPEEDS, type PlayerState, type RecordingPlayer, type Speed } from './recording-player.ts';
import { SeekBar } from './SeekBar.tsx';
import { usePlayerState, type Recording } from './use-recording.ts';

/** How far each key goes. */
const KEY_STEPS_MS: Readonly<Record<string, number>> = { ArrowLeft: -5_000, ArrowRight: 5_000, PageUp: 30_000, PageDown: -30_000 };

interface RecordingPanelProps {
  session: SessionView;
  recording: Recording;
  events: readonly AuditEventView[];
}

/** Plays what was on the screen of a session. */
export function RecordingPanel({ session, recording, events }: RecordingPanelProps) {
  const { player, view, screen } = recording;
  const state = usePlayerState(player);
  const { data, error, loading, refresh } = view;
  const size = state.size ?? session.viewport;
  return (
    <section className="recording" aria-label="Recording of the browser" data-testid="recording" onKeyDown={(event) => onKey(event, player, state)}>
      {error !== null && <Failure what="recording" error={error} retry={refresh} />}
      {loading && <Loading>Loading the recording…</Loading>}
      {data && data.segments.length === 0 && <Nothing session={session} />}
      <div className="recording-frame" hidden={!state.range} style={{ aspectRatio: `${size.width} / ${size.height}` }}>
        <div ref={screen} className="recording-screen" data-testid="recording-screen" data-loading={state.loading || undefined} role="img" aria-label={describePicture(state)} />
        {state.loading && <p className="recording-overlay"><span className="spinner" aria-hidden="true" /> Loading…</p>}
        {state.problem !== null && <p className="recording-overlay" role="alert">{state.problem}</p>}
      </div>
      {state.range && (
        <>
          <SeekBar range={state.range} positionMs={state.positionMs} events={events} seek={player.seek} />
          <Controls player={player} state={state} />
        </>
      )}
      {data && <Notes session={session} view={data} />}
    </section>
  );
}

function describePicture({ positionMs, range }: PlayerState): string {
  return range ? `The browser at ${describeClock(new Date(positionMs).toISOString())}` : 'No picture yet';
}

/** As in other players; a control that needs these keys for itself keeps them. */
function onKey(event: KeyboardEvent, player: RecordingPlayer, { positionMs }: PlayerState): void {
  const { target, key } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || target instanceof HTMLSelectElement) return;
  const stepMs = KEY_STEPS_MS[key];
  if (stepMs !== undefined) player.seek(positionMs + stepMs);
  else if (key === 'k') player.toggle();
  else return;
  event.preventDefault();
}

function Controls({ player, state }: { player: RecordingPlayer; state: PlayerState }) {
  const { playing, speed, skipIdle, positionMs, range } = state;
  return (
    <div className="recording-controls">
      <Button small look="primary" data-testid="recording-play" aria-keyshortcuts="k" onClick={player.toggle}>{playing ? 'Pause' : 'Play'}</Button>
      <time className="recording-clock" data-testid="recording-clock" dateTime={new Date(positionMs).toISOString()} title={describeInstant(new Date(positionMs).toISOString())}>
        {describeClock(new Date(positionMs).toISOString())}
      </time>
      <span className="recording-left">{range && `until ${describeClock(new Date(range.toMs).toISOString())}`}</span>
      <label className="recording-choice">Speed
        <select className="select" data-testid="recording-speed" value={speed} onChange={(event) => player.setSpeed(Number(event.target.value) as Speed)}>
          {SPEEDS.map((choice) => <option key={choice} value={choice}>{choice}×</option>)}
        </select>
      </label>
      <label className="choice recording-choice"><input type="checkbox" checked={skipIdle} onChange={(event) => player.setSkipIdle(event.target.checked)} />Skip waits</label>
    </div>
  );
}

function Nothing({ session }: { session: SessionView }) {
  if (session.status === 'active') return <Empty title="Nothing to play yet">The first part of the recording is there about a minute after something happened in the browser.</Empty>;
  return <Empty title="Nothing was recorded">The session ended before there was a picture.</Empty>;
}

function Notes({ session, view: { segments, stopped } }: { session: SessionView; view: RecordingView }) {
  const expired = segments.filter(({ state }) => state === 'expired').length;
  return (
    <>
      {stopped && (
        <Notice tone="warn" title={`The recording stopped at ${describeClock(stopped.at)}`}>
          {stopped.reason === 'size_limit' ? 'It had become as large as a recording may be.' : 'The screen could not be recorded any more.'} The session went on without it.
        </Notice>
      )}
      {expired > 0 && <Notice title={expired === segments.length ? 'This recording is not kept any more' : 'A part of this recording is not kept any more'}>The log still has the digest of what was there.</Notice>}
      {session.status === 'active' && segments.length > 0 && <p className="hint">The session still runs: what comes is added here, about a minute later.</p>}
    </>
  );
}
