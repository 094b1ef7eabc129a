/** One family of Prometheus' text format, version 0.0.4. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (NaN|[+-]?Inf|[-+0-9.eE]+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/gy;
const SUFFIXES: Readonly<Record<string, RegExp>> = { histogram: /_(bucket|sum|count)$/, summary: /_(sum|count)$/ };

/** Written from the description of the format, not from what writes it. @throws Error at the first line that does not fit */
export function parseExposition(text: string): Family[] {
  const families = new Map<string, { name: string; help?: string; type?: string; samples: Sample[] }>();
  const family = (name: string) => families.get(name) ?? families.set(name, { name, samples: [] }).get(name)!;
  let current = '';
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, kind, name, rest] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (kind && name) {
      const about = family(name);
      const key = kind === 'HELP' ? 'help' : 'type';
      if (about[key] !== undefined || about.samples.length > 0) throw new Error(`${kind} of ${name} comes twice or late`);
      about[key] = rest!;
      current = name;
      continue;
    }
    const sample = sampleOf(line);
    const about = families.get(current);
    if (!about || sample.name.replace(SUFFIXES[about.type ?? ''] ?? /$^/, '') !== current) throw new Error(`a sample outside of its family: ${line}`);
    if (about.samples.some((other) => other.name === sample.name && JSON.stringify(other.labels) === JSON.stringify(sample.labels))) throw new Error(`twice: ${line}`);
    about.samples.push(sample);
  }
  return [...families.values()].map(({ help, type, ...rest }) => {
    if (!help || !type) throw new Error(`${rest.name} has no help or no type`);
    return { ...rest, help, type };
  });
}

function sampleOf(line: string): Sample {
  const [, name, labelText = '', value] = SAMPLE.exec(line) ?? [];
  if (!name || value === undefined) throw new Error(`no sample: ${line}`);
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < labelText.length) {
    const [, label, text] = LABEL.exec(labelText) ?? [];
    if (!label) throw new Error(`labels that cannot be read: ${line}`);
    labels[label] = text!;
  }
  return { name, labels, value: value === '+Inf' ? Infinity : value === '-Inf' ? -Infinity : Number(value) };
}

const UNITS = /(^|_)(milli|micro|nano)?(ms|msec|minutes|hours|days|kilobytes|kb|megabytes|mb|millis|milliseconds|percent)(_|$)/;

/** What promtool says of names, and Prometheus' own page about them. */
export function namingProblems({ name, type, help }: Family): string[] {
  return [
    !/^[a-z][a-z0-9_]*$/.test(name) && 'is not in snake case',
    type === 'counter' && !name.endsWith('_total') && 'is a counter and does not end in _total',
    type !== 'counter' && name.endsWith('_total') && 'is no counter and ends in _total',
    type !== 'histogram' && /_(bucket|count|sum)$/.test(name) && 'has a suffix of histograms',
    UNITS.test(name) && 'is not in a base unit',
    new RegExp(`_(${type})(_|$)`).test(name) && 'has its type in its name',
    help.length < 5 && 'has no help',
  ].filter((problem) => problem !== false).map((problem) => `${name} ${problem}`);
}

/** Metrics, with the labels that are asked for or kept, of a PromQL expression. */
export function usedIn(expression: string): { name: string; labels: string[] }[] {
  return [...expression.matchAll(/\b((?:countersign|nodejs|process)_[a-z0-9_]+)(?:\{([^}]*)\})?/g)].map(([, name, matchers = '']) => ({
    name: name!, labels: [...matchers.matchAll(/([a-z_]+)\s*[=!]~?/g)].map(([, label]) => label!).filter((label) => label !== 'job' && label !== 'instance'),
  }));
}
