import type { AuditEventView } from '@countersign/contracts';
import { memo, type CSSProperties } from 'react';
import { describeEvent, weightOf } from '../audit/describe-event.ts';
import { describeClock } from '../ui/time.ts';
import { capitalise } from '../ui/words.ts';
import { fractionOf, type RecordedRange } from './recorded-time.ts';

interface SeekBarProps {
  range: RecordedRange;
  positionMs: number;
  /** Shown as marks; the list beside has them for the keyboard. */
  events: readonly AuditEventView[];
  seek: (timeMs: number) => void;
}

/** The whole time of a recording, with what happened in it. */
export function SeekBar({ range, positionMs, events, seek }: SeekBarProps) {
  const { fromMs, toMs } = range;
  return (
    <div className="seek-bar">
      <Marks range={range} events={events} seek={seek} />
      <input
        type="range"
        className="seek-range"
        data-testid="recording-seek"
        aria-label="Time of the recording"
        aria-valuetext={describeClock(new Date(positionMs).toISOString())}
        min={0}
        max={Math.max(1, toMs - fromMs)}
        step={1}
        value={Math.max(0, positionMs - fromMs)}
        style={{ '--played': `${fractionOf(range, positionMs) * 100}%` } as CSSProperties}
        onChange={(event) => seek(fromMs + Number(event.target.value))}
      />
    </div>
  );
}

const Marks = memo(function Marks({ range, events, seek }: Pick<SeekBarProps, 'range' | 'events' | 'seek'>) {
  return (
    <div className="seek-marks" aria-hidden="true">
      {events.map((event) => {
        const timeMs = Date.parse(event.time);
        if (timeMs < range.fromMs || timeMs > range.toMs) return null;
        return (
          <button
            key={event.id}
            type="button"
            tabIndex={-1}
            className="seek-mark"
            data-weight={weightOf(event.type)}
            data-type={event.type}
            style={{ left: `${fractionOf(range, timeMs) * 100}%` }}
            title={`${describeClock(event.time)} · ${capitalise(describeEvent(event))}`}
            onClick={() => seek(timeMs)}
          />
        );
      })}
    </div>
  );
});
