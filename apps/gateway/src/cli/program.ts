import { EXPORT_FORMATS } from '@countersign/contracts';
import { Argument, Command, Option } from 'commander';
import type { DecisionFlags } from './commands/parked.ts';
import type { DoctorFlags } from './commands/doctor.ts';
import type { ExportFlags } from './commands/export.ts';
import type { PublishFlags } from './commands/publish.ts';
import type { ReplayFlags } from './commands/replay.ts';
import type { DiffFlags, StateFlags } from './commands/state.ts';
import type { GlobalFlags } from './config.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** How a command is told to stop, and where it says how it ended. */
export interface Run {
  /** Whoever takes it stops by itself; all others are just ended. */
  takeSignal(): AbortSignal;
  exitCode: ExitCode;
}

const EXIT_CODES = `
Exit codes:
  ${EXIT.ok}    done, and nothing is wrong
  ${EXIT.wrong}    something is wrong, differs, or was refused
  ${EXIT.usage}    the command line, the configuration or the input is not valid; nothing was done
  ${EXIT.unreachable}    a server did not answer or refused the credentials
  ${EXIT.corrupt}    the log is corrupt
  ${EXIT.interrupted}  stopped by Ctrl-C before it was done`;

const ENVIRONMENT = `
Where the servers are, the first that is there:
  --ready-file <file>          a file with {"natsUrl": …, "databaseUrl": …}
  --nats-url, --database-url   without credentials, which everybody on this machine would see
  NATS_URL, DATABASE_URL       as the services have them
  the npm start of this checkout (ready.json in COUNTERSIGN_DATA, default .countersign)

Results are NDJSON on standard output, a table where a person reads it; messages and progress go to standard error.`;

/** Every command is loaded when it is called: help takes no database. */
export function countersignProgram(run: Run): Command {
  const program = new Command('countersign')
    .description('Reads and looks after the event log of Countersign and the read models made of it.')
    .option('--nats-url <url>', 'NATS, without credentials')
    .option('--database-url <url>', 'Postgres, without credentials')
    .option('--ready-file <file>', 'file with natsUrl and databaseUrl, such as a ready.json')
    .option('--json', 'NDJSON also on a terminal')
    .addHelpText('after', `${ENVIRONMENT}\n${EXIT_CODES}`)
    .helpCommand('help [command]', 'help for a command')
    .showHelpAfterError('(countersign --help says more)')
    .exitOverride();
  addReading(program, run);
  addStates(program, run);
  addPublish(program, run);
  addParked(program, run);
  addDoctor(program, run);
  addRebuild(program, run);
  return program;
}

/** Examples under a command's help; `$ ` before each, so that they can be read in a terminal and in Markdown. */
function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
}

function flagsOf<Flags extends object>(command: Command): Flags & GlobalFlags {
  return command.optsWithGlobals<Flags & GlobalFlags>();
}

const FROM = 'first position, or time by the log\'s clock (2026-11-29T08:30:00Z)';
const TO = 'last position, or time; default the end as it is now';

const several = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), ...value.split(',')];

function withFilters(command: Command): Command {
  return command
    .option('--run <id>', 'only events of this run: of itself, its tasks, sessions and captures')
    .option('--task <id>', 'only events of this task')
    .option('--session <id>', 'only events of this session')
    .option('--capture <id>', 'only events of this capture')
    .option('--candidate <id>', 'only events of this candidate and of its runs; reads from the beginning to learn which those are')
    .addOption(new Option('--type <type>', 'only events of this type: session.started (any version), capture.*, countersign.run.registered.v1; may be repeated').argParser(several));
}

function addReading(program: Command, run: Run): void {
  withFilters(program.command('replay').summary('every event in the order of the log').description('Prints every event in the order of the log, verified as it is read: digests, gaps, versions, ids. It ends before the first that is not sound.'))
    .option('--from <place>', FROM)
    .option('--to <place>', TO)
    .addHelpText('after', examples('countersign replay --run 7f1c… | jq -r .event.type', 'countersign replay --to 1200 --type capture.* > captures.ndjson', 'countersign replay --from 2026-11-01 --to 2026-11-30T17:00:00+01:00'))
    .action(async (_options, command: Command) => {
      const { replay } = await import('./commands/replay.ts');
      run.exitCode = await replay(flagsOf<ReplayFlags>(command), run.takeSignal());
    });
  withFilters(program.command('tail').summary('events as they come').description('Prints events as they come, until Ctrl-C. A connection that breaks is made again, and nothing is left out.'))
    .option('--from <place>', 'begin at this position or time; default what comes from now on')
    .addHelpText('after', examples('countersign tail', 'countersign tail --from 1200 --type session.handoff_requested --json'))
    .action(async (_options, command: Command) => {
      const { tail } = await import('./commands/replay.ts');
      run.exitCode = await tail(flagsOf<ReplayFlags>(command), run.takeSignal());
    });
}

function addStates(program: Command, run: Run): void {
  const subject = (command: Command) => command
    .addArgument(new Argument('<aggregate>', 'what it is').choices(['run', 'task', 'candidate', 'session', 'capture']))
    .argument('<id>', 'its UUID');
  type Aggregate = 'run' | 'task' | 'candidate' | 'session' | 'capture';
  subject(program.command('state').summary('how something was').description('How a run, task, candidate, session or capture was at a position or time: what the API would have answered then, folded from the log.'))
    .option('--at <place>', 'position, or time by the log\'s clock; default now')
    .addHelpText('after', examples('countersign state capture 4b1f… --at 2026-11-29T08:30:00Z', 'countersign state session 9ab2… --at 1200 --json | jq .state.status'))
    .action(async (aggregate: Aggregate, id: string, _options, command: Command) => {
      const { state } = await import('./commands/state.ts');
      run.exitCode = await state(aggregate, id, flagsOf<StateFlags>(command));
    });
  subject(program.command('diff').summary('what changed, by whom and when').description('What is different between two positions or times, field by field, each with the event that made it so: who, when and why.'))
    .requiredOption('--from <place>', 'position or time of the first state')
    .option('--to <place>', 'position or time of the second; default now')
    .addHelpText('after', `${examples('countersign diff capture 4b1f… --from 1200 --to 1300')}\n\nExit code ${EXIT.ok}: equal. ${EXIT.wrong}: something differs.`)
    .action(async (aggregate: Aggregate, id: string, _options, command: Command) => {
      const { diff } = await import('./commands/state.ts');
      run.exitCode = await diff(aggregate, id, flagsOf<DiffFlags>(command));
    });
  withFilters(program.command('export').summary('events as a file').description(`Writes events into a file, verified as they are read, and prints what the file holds: count, positions, SHA-256. CSV opens safely in a spreadsheet;
OCSF is for security data lakes. The file has its name only when it is whole.`))
    .addOption(new Option('--format <format>', 'of the file').choices(EXPORT_FORMATS).makeOptionMandatory())
    .requiredOption('--out <file>', 'the file; - is standard output')
    .option('--from <place>', FROM)
    .option('--to <place>', TO)
    .addHelpText('after', examples('countersign export --format csv --run 7f1c… --out run.csv', 'countersign export --format ocsf --from 2026-11-01 --out - | gzip > november.ndjson.gz'))
    .action(async (_options, command: Command) => {
      const { exportEvents } = await import('./commands/export.ts');
      run.exitCode = await exportEvents(flagsOf<ExportFlags>(command), run.takeSignal());
    });
}

function addPublish(program: Command, run: Run): void {
  program.command('publish').summary('append events of another service')
    .description(`Appends one event, or an array of events as one commit, to the log: CloudEvents JSON of which type, subject and data must be there. Validated
against the contracts (docs/events.md); what is wrong is named by its path. The rules of the aggregate are those of its service, and are not asked.
An event with an id, or a commit with --commit-id, is appended once however often this is repeated.`)
    .argument('[file]', 'file with the JSON; - is standard input', '-')
    .option('--expect-version <version>', 'refuse when the aggregate has another version; 0: it must be new. An aggregateversion in the first event says the same')
    .option('--commit-id <uuid>', 'id of the commit, for events without ids of their own')
    .option('--actor <actor>', 'who acts, where the events do not say it; default COUNTERSIGN_ACTOR, else user:<you>')
    .option('--dry-run', 'only validate')
    .addHelpText('after', examples(
      'countersign publish run.json --expect-version 0',
      `echo '{"type": "countersign.task.registered.v1", "subject": "task/4b1f…", "data": {"runId": "7f1c…", "url": "https://…", "company": null, "title": null}}' | countersign publish`,
    ))
    .action(async (file: string, _options, command: Command) => {
      const { publish } = await import('./commands/publish.ts');
      run.exitCode = await publish(file, flagsOf<PublishFlags>(command));
    });
}

function withDecision(command: Command): Command {
  return command
    .requiredOption('--reason <text>', 'why; recorded')
    .option('--actor <actor>', 'who decides; recorded; default COUNTERSIGN_ACTOR, else user:<you>');
}

function addParked(program: Command, run: Run): void {
  const parked = program.command('parked').summary('commits that a reactor could not handle').description('Commits that a reactor could not handle, and what is to be done with each.');
  parked.command('list', { isDefault: true }).description('Which wait for a decision, and what they failed with.')
    .addHelpText('after', examples('countersign parked list'))
    .action(async (_options, command: Command) => {
      const { listParked } = await import('./commands/parked.ts');
      run.exitCode = await listParked(flagsOf(command));
    });
  const decisions = [
    { name: 'retry', text: 'Lets the reactor handle the commit once more, soon.', example: 'countersign parked retry gateway-webhooks 1200 --reason "the database is back"' },
    { name: 'skip', text: 'The reactor never handles the commit.', example: 'countersign parked skip gateway-webhooks 1200 --reason "sent by hand"' },
  ] as const;
  for (const { example, name, text } of decisions) {
    withDecision(parked.command(name).description(text).argument('<reactor>', 'its name, as listed').argument('<position>', 'the commit, as listed'))
      .addHelpText('after', examples(example))
      .action(async (reactor: string, position: string, _options, command: Command) => {
        const { retryParked, skipParked } = await import('./commands/parked.ts');
        run.exitCode = await (name === 'retry' ? retryParked : skipParked)(reactor, position, flagsOf<DecisionFlags>(command));
      });
  }
  withDecision(program.command('pass-over').summary('let readers go on behind a corrupt place')
    .description('Lets readers go on behind the first wrong position of the log, as doctor names it; from there on its aggregate stays as it was. There is no way back.')
    .argument('<position>', 'the first wrong position'))
    .addHelpText('after', examples('countersign pass-over 1200 --reason "lost with the disk, the backup has it no more"'))
    .action(async (position: string, _options, command: Command) => {
      const { passOver } = await import('./commands/parked.ts');
      run.exitCode = await passOver(position, flagsOf<DecisionFlags>(command));
    });
}

function addDoctor(program: Command, run: Run): void {
  program.command('doctor').summary('look at everything, and say what to do')
    .description('Looks at servers, stream, log, reactors, decisions, read model and clocks, says what is wrong and what to do about it, and changes nothing.')
    .option('--quick', 'do not read the whole log')
    .option('--reaches <position>', 'a position that is known to have been there, such as from a backup\'s note: the log must reach it')
    .option('--monitor-url <url>', 'http address of nats-server\'s monitoring, which alone tells its sync_interval; default NATS_MONITOR_URL')
    .addHelpText('after', examples('countersign doctor', 'countersign doctor --quick --json | jq \'select(.status != "ok")\''))
    .action(async (_options, command: Command) => {
      const { doctor } = await import('./commands/doctor.ts');
      run.exitCode = await doctor(flagsOf<DoctorFlags>(command));
    });
}

function addRebuild(program: Command, run: Run): void {
  program.command('rebuild').summary('build the read models anew from the log')
    .description('Folds the whole log into new tables, compares them row by row with the live ones, says what differs, and puts them in their place. Traffic goes on. Ctrl-C leaves everything as it was.')
    .addHelpText('after', `${examples('countersign rebuild')}\n\nExit code ${EXIT.ok}: they were equal. ${EXIT.wrong}: they differed, and are now what the log says; or it was refused.`)
    .action(async (_options, command: Command) => {
      const { rebuildReadModels } = await import('./commands/rebuild.ts');
      run.exitCode = await rebuildReadModels(flagsOf(command), run.takeSignal());
    });
}
