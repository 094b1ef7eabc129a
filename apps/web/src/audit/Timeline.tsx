import type { AuditEventView } from '@countersign/contracts';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/States.tsx';
import { describeClock, describeDay, describeInstant } from '../ui/time.ts';
import { capitalise, describeActor } from '../ui/words.ts';
import { describeEvent, weightOf } from './describe-event.ts';

const FIRST_SHOWN = 100;

/** Everything that happened, newest first. `about` names the thing that an event belongs to. */
export function Timeline({ events, about }: { events: readonly AuditEventView[]; about: (event: AuditEventView) => string | null }) {
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
              <TimelineEvent event={event} about={about(event)} />
            </li>
          );
        })}
      </ol>
      {events.length > shown && <Button onClick={() => setShown(shown + FIRST_SHOWN)}>Show more ({events.length - shown})</Button>}
    </>
  );
}

function TimelineEvent({ event, about }: { event: AuditEventView; about: string | null }) {
  const me = useMe();
  return (
    <details className="timeline-event" data-weight={weightOf(event.type)} data-testid="timeline-event" data-type={event.type}>
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
