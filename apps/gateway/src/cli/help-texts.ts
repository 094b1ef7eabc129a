import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { countersignProgram } from './program.ts';

/** Columns of a page of documentation. */
const WIDTH = 120;

/** What `--help` prints, for the command itself and for each that does something; by its name. */
export function helpTexts(): ReadonlyMap<string, string> {
  const program = countersignProgram({ takeSignal: () => new AbortController().signal, exitCode: EXIT.ok });
  return new Map([program, ...program.commands.flatMap((command) => (command.commands.length > 0 ? [...command.commands] : [command]))].map((command) => [nameOf(command), helpOf(command)]));
}

function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => WIDTH }).outputHelp();
  return text.trimEnd();
}
