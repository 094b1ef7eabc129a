import type { Commit } from '@countersign/event-log';

/** What is posted to the channel: one line about one event. */
export interface Notice {
  /** Of the event; a receiver that gets it twice can tell. */
  readonly id: string;
  readonly text: string;
}

type Event = Commit['events'][number];

/** Which events a person wants to hear of, and in which words; `url` is where people reach Countersign. */
export function noticesOf({ events }: Pick<Commit, 'events'>, url: string): Notice[] {
  return events.flatMap((event) => {
    const text = textOf(event, url);
    return text === undefined ? [] : [{ id: event.id, text }];
  });
}

function textOf({ data, subject, type }: Event, url: string): string | undefined {
  const capture = `${url}/captures/${subject.replace('capture/', '')}`;
  switch (type) {
    case 'countersign.capture.form_captured.v1': return `An application waits for your review: ${capture}`;
    case 'countersign.capture.recaptured.v1': return `An application changed and waits for your review again: ${capture}`;
    case 'countersign.capture.submission_blocked.v1': return `A form changed before it was sent; nothing was. Please look at it: ${capture}`;
    case 'countersign.capture.submission_failed.v1': return `The page did not take an application. Please look at it: ${capture}`;
    case 'countersign.capture.submission_outcome_unknown.v1': return `Nobody knows whether an application arrived. Please find out and say so: ${capture}`;
    case 'countersign.capture.submitted.v1': return `An application was submitted: ${capture}`;
    case 'countersign.session.handoff_requested.v1': return `A browser needs a person (${plain((data as { reason: string }).reason)}): ${url}/console/${subject.replace('session/', '')}`;
    default: return undefined;
  }
}

/** The reason comes from a caller: no markup of the chat, no mention of everybody. */
function plain(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('@', '@\u200b');
}
