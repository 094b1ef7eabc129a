import { Metrics } from './metrics.ts';

/** What is counted of a connection to NATS. */
export interface WatchedConnection {
  isClosed(): boolean;
  status(): AsyncIterable<{ readonly type: string }>;
}
/** What is counted of the log. */
export interface WatchedLog {
  readonly metrics: Readonly<Record<'appends' | 'appendedEvents' | 'conflicts' | 'appendFaults' | 'appendMs' | 'loads' | 'loadedCommits' | 'largeCommits', number>>;
}

/** Tells how a command came out, for {@link commandMetrics}. */
export type CommandObserver = (command: string, outcome: string, seconds: number) => void;

/** Of the bus and the log, which every service has. */
export function busMetrics(metrics: Metrics, connection: WatchedConnection, log: WatchedLog): void {
  const reconnects = metrics.counter({ name: 'nats_reconnects_total', help: 'Times that the connection to NATS was made again.' });
  let isConnected = !connection.isClosed();
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'reconnect') reconnects.inc();
      if (type === 'disconnect' || type === 'reconnect') isConnected = type === 'reconnect';
    }
    isConnected = false;
  })();
  metrics.read({ name: 'nats_connected', help: '1 while the connection to NATS stands.' }, () => Number(isConnected && !connection.isClosed()));
  const counted = (name: string, help: string, of: () => number) => metrics.readCounter({ name: `log_${name}`, help }, of);
  counted('appends_total', 'Commits that were appended to the log.', () => log.metrics.appends);
  counted('appended_events_total', 'Events in the commits that were appended.', () => log.metrics.appendedEvents);
  counted('append_conflicts_total', 'Appends that lost against another writer; the command is then decided anew.', () => log.metrics.conflicts);
  counted('append_faults_total', 'Appends that failed for another reason than a conflict.', () => log.metrics.appendFaults);
  counted('append_seconds_total', 'Time that appends took, all together, those that failed included.', () => log.metrics.appendMs / 1_000);
  counted('loads_total', 'Times that the history of an aggregate was read.', () => log.metrics.loads);
  counted('loaded_commits_total', 'Commits that were read then.', () => log.metrics.loadedCommits);
  counted('large_commits_total', 'Commits that went into the object store because they fit into no message.', () => log.metrics.largeCommits);
}

/** Of the commands that the service answers. */
export function commandMetrics(metrics: Metrics): CommandObserver {
  const answered = metrics.counter({ name: 'commands_total', help: 'Commands that were answered: accepted, or the code of the refusal.', labels: ['command', 'outcome'] });
  const durations = metrics.histogram({ name: 'command_duration_seconds', help: 'From a command to its answer.', labels: ['command'] });
  return (command, outcome, seconds) => {
    answered.inc({ command, outcome });
    durations.observe({ command }, seconds);
  };
}
