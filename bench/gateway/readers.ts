import { Agent, get, type IncomingMessage } from 'node:http';

// Readers of the stream of events, all in this process. A reader does as little as it can: it finds when each event happened and how late
// it is now. Times are of one machine's clock, in milliseconds.

interface Command { readonly url: string; readonly keys: readonly string[]; readonly readers: number }

const TIME = Buffer.from('"time":"');
const TIME_LENGTH = '2026-11-22T10:00:00.000Z'.length;
/** Only what happens from then on counts. */
let fromMs = Number.POSITIVE_INFINITY;
let latencies: number[] = [];
const parsed = new Map<string, number>();

function timeOf(text: string): number {
  let ms = parsed.get(text);
  if (ms === undefined) {
    if (parsed.size > 10_000) parsed.clear();
    parsed.set(text, (ms = Date.parse(text)));
  }
  return ms;
}

function read(response: IncomingMessage): void {
  let rest: Buffer = Buffer.alloc(0);
  response.on('data', (piece: Buffer) => {
    const now = Date.now();
    const text = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    let from = 0;
    for (let at = text.indexOf(TIME); at !== -1 && at + TIME.length + TIME_LENGTH <= text.length; at = text.indexOf(TIME, from)) {
      from = at + TIME.length + TIME_LENGTH;
      const happenedAt = timeOf(text.toString('latin1', at + TIME.length, from));
      if (happenedAt >= fromMs) latencies.push(now - happenedAt);
    }
    rest = text.subarray(Math.max(from, text.length - TIME.length - TIME_LENGTH));
  });
}

async function open({ url, keys, readers }: Command): Promise<void> {
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  for (let opened = 0; opened < readers; opened += 50) {
    await Promise.all(Array.from({ length: Math.min(50, readers - opened) }, (_, index) => new Promise<void>((resolve, reject) => {
      const request = get(`${url}/v1/events`, { agent, headers: { authorization: `Bearer ${keys[(opened + index) % keys.length]}` } }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`a stream was answered ${response.statusCode}`));
        read(response);
        response.on('close', () => process.stderr.write('a stream of events ended\n'));
        return resolve();
      });
      request.on('error', reject);
    })));
  }
}

process.on('message', (message: Command | 'count' | 'delivered' | 'report') => {
  if (message === 'count') {
    fromMs = Date.now();
    latencies = [];
    process.send!('counting');
  } else if (message === 'delivered') {
    process.send!(latencies.length);
  } else if (message === 'report') {
    process.send!({ latencies });
  } else {
    void open(message).then(() => process.send!('open'), (error: Error) => {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    });
  }
});
process.send!('ready');
