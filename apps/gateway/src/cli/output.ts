import { once } from 'node:events';
import { stripVTControlCharacters } from 'node:util';

export type Row = Readonly<Record<string, unknown>>;

interface Stream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Results: NDJSON for programs, a table where a person reads. Waits while the reader is slower. */
export class Output {
  /** A person reads it. */
  readonly isForPeople: boolean;

  constructor(
    private readonly stream: Stream,
    json: boolean,
  ) {
    this.isForPeople = stream.isTTY === true && !json;
  }

  async write(text: string): Promise<void> {
    if (text !== '' && !this.stream.write(text)) await once(this.stream, 'drain');
  }

  async objects(objects: readonly object[]): Promise<void> {
    await this.write(objects.map((each) => `${JSON.stringify(each)}\n`).join(''));
  }

  /** All rows at once, with their keys as columns, or `nothing` as a sentence for people. */
  async rows(rows: readonly Row[], nothing: string): Promise<void> {
    if (!this.isForPeople) return this.objects(rows);
    await this.write(rows.length === 0 ? `${nothing}\n` : table(rows, this.stream.columns ?? 120));
  }
}

/** Text columns under their names; the last one is as wide as the terminal leaves it. */
export function table(rows: readonly Row[], width: number): string {
  const names = Object.keys(rows[0]!);
  const cells = rows.map((row) => names.map((name) => printable(row[name])));
  const widths = names.map((name, column) => Math.max(name.length, ...cells.map((line) => line[column]!.length)));
  const indent = widths.slice(0, -1).reduce((sum, each) => sum + each + 2, 0);
  const lastWidth = Math.max(24, width - indent);
  const line = (texts: readonly string[]) => texts.slice(0, -1).map((text, column) => text.padEnd(widths[column]! + 2)).join('');
  return [names.map((name) => name.toUpperCase()), ...cells]
    .map((texts) => wrap(texts.at(-1)!, lastWidth).map((part, index) => `${index === 0 ? line(texts) : ' '.repeat(indent)}${part}`.trimEnd()).join('\n'))
    .join('\n')
    .concat('\n');
}

/** What a page or a caller wrote must not move the cursor of a terminal. */
export function printable(value: unknown): string {
  const text = value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return stripVTControlCharacters(text).replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
