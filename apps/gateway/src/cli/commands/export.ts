import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { ExportFormat } from '@countersign/contracts';
import { Export } from '../../audit/exporting/export.ts';
import { readAddresses, required, type GlobalFlags } from '../config.ts';
import { EXIT, UsageError, type ExitCode } from '../exit-codes.ts';
import { filterOf, type FilterFlags } from '../filter-flags.ts';
import { withLog } from '../open-log.ts';
import { Output } from '../output.ts';
import { parsePlace, positionBefore, positionUpTo } from '../place.ts';
import { showProgress } from '../progress.ts';
import { readLog } from '../read-log.ts';
import { matching } from './replay.ts';

export interface ExportFlags extends GlobalFlags, FilterFlags {
  readonly format: ExportFormat;
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
}

/** Events as a file, and what it holds on standard output; with `-` the file is standard output and there is no manifest. */
export async function exportEvents(flags: ExportFlags, signal: AbortSignal): Promise<ExitCode> {
  const from = parsePlace('--from', flags.from ?? '1');
  const to = flags.to === undefined ? undefined : parsePlace('--to', flags.to);
  const events = matching(filterOf(flags));
  return withLog(required('NATS_URL', readAddresses(flags).natsUrl), async (log) => {
    const after = await positionBefore(log, from);
    const upTo = to === undefined ? await log.lastSequence() : await positionUpTo(log, to);
    const file = await openFile(flags.out);
    const progress = showProgress('export');
    const exporting = new Export(flags.format);
    try {
      await file.output.write(exporting.header());
      await readLog(log, { after: flags.candidate === undefined ? after : 0, upTo, signal }, async (commits) => {
        await file.output.write(events(commits, after).map((event) => exporting.line(event)).join(''));
        progress.update(commits.at(-1)!.sequence, upTo);
      });
      await file.close();
    } catch (error) {
      await file.discard();
      throw error;
    } finally {
      progress.stop();
    }
    const filter = { ...filterOf(flags), ...placeIn('from', from, flags.from), ...placeIn('to', to, flags.to) };
    if (flags.out !== '-') await new Output(process.stdout, flags.json === true).rows([{ file: flags.out, ...exporting.manifest(filter, upTo) }], '');
    return EXIT.ok;
  });
}

function placeIn(name: 'from' | 'to', place: number | Date | undefined, given: string | undefined): object {
  return given === undefined || place === undefined ? {} : { [name]: typeof place === 'number' ? place : place.toISOString() };
}

interface OutputFile {
  readonly output: Output;
  close(): Promise<void>;
  discard(): Promise<void>;
}

/** Under its name only when it is whole, so that nobody takes a part of it for all. @throws UsageError */
async function openFile(path: string): Promise<OutputFile> {
  if (path === '-') return { output: new Output(process.stdout, true), close: () => Promise.resolve(), discard: () => Promise.resolve() };
  const part = `${path}.part`;
  const stream = createWriteStream(part, { mode: 0o600 });
  let fault: Error | undefined;
  await new Promise<void>((resolve, reject) => {
    stream.once('open', () => resolve());
    stream.once('error', (error) => reject(new UsageError(`${part} cannot be written: ${error.message}`)));
  });
  stream.on('error', (error) => (fault = error));
  return {
    output: new Output(stream, true),
    close: async () => {
      await new Promise<void>((resolve, reject) => stream.end(() => (fault ? reject(fault) : resolve())));
      await rename(part, path);
    },
    discard: async () => {
      stream.destroy();
      await rm(part, { force: true });
    },
  };
}
