import type { AuditEventView } from '@countersign/contracts';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/States.tsx';
import { describeClock, describeDay, describeInstant } from '../ui/time.ts';
import { capitalise, describeActor } from '../ui/words.ts';
import { describeEvent, weightOf } from './describe-event.ts';

const FIRST_SHOWN = 100;

interface TimelineProps {
  /** Newest first. */
  events: readonly AuditEventView[];
  /** Names the thing that an event belongs to. */
  about: (event: AuditEventView) => string | null;
  /** Shows what was to be seen then; null where nothing was recorded. */
  watch?: (event: AuditEventView) => (() => void) | null;
  /** Id of the event that is being watched. */
  current?: string | undefined;
}

/** Everything that happened, newest first. */
export function Timeline({ events, about, watch, current }: TimelineProps) {
  const [shown, setShown] = useState(FIRST_SHOWN);
  if (events.length === 0) return <Empty title="Nothing has happened yet" />;
  const visible = events.slice(0, shown);
  return (
    <>
      <ol className="timeline" data-testid="timeline">
        {visible.map((event, index) => {
          const day = describeDay(event.time);
          const previous = visible[index - 1];
          return (
            <li key={event.id}>
              {(!previous || describeDay(previous.time) !== day) && <h3 className="timeline-day">{day}</h3>}
              <TimelineEvent event={event} about={about(event)} watch={watch?.(event) ?? null} current={event.id === current} />
            </li>
          );
        })}
      </ol>
      {events.length > shown && <Button onClick={() => setShown(shown + FIRST_SHOWN)}>Show more ({events.length - shown})</Button>}
    </>
  );
}

function TimelineEvent({ event, about, watch, current }: { event: AuditEventView; about: string | null; watch: (() => void) | null; current: boolean }) {
  const details = <EventDetails event={event} about={about} current={current} />;
  if (!watch) return details;
  return (
    <div className="timeline-watched">
      {details}
      <Button small look="quiet" data-testid="watch-event" aria-label={`Watch ${describeClock(event.time)}: ${describeEvent(event)}`} title="Watch this moment" onClick={watch}>▶</Button>
    </div>
  );
}

function EventDetails({ event, about, current }: { event: AuditEventView; about: string | null; current: boolean }) {
  const me = useMe();
  return (
    <details aria-current={current || undefined} className="timeline-event" data-weight={weightOf(event.type)} data-testid="timeline-event" data-type={event.type}>
      <summary>
        <time dateTime={event.time} title={describeInstant(event.time)}>{describeClock(event.time)}</time>
        <span className="timeline-text">
          <span>{capitalise(describeEvent(event))}</span>
          <span className="timeline-who">{describeActor(event.actor, me?.actor)}{about === null ? '' : ` · ${about}`}</span>
        </span>
      </summary>
      <pre tabIndex={0} aria-label="The event as JSON">{JSON.stringify(event, null, 2)}</pre>
    </details>
  );
}
