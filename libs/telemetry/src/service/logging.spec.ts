import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from './clean.ts';
import { jsonLogger, NestLogger } from './logging.ts';

function logged(write: (logger: ReturnType<typeof jsonLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(jsonLogger('test', 'trace', { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a log line', () => {
  it.each([
    ['a password in a URL', 'cannot reach nats://gateway:hunter2@10.0.0.1:4222, sorry', 'cannot reach nats://[redacted]@10.0.0.1:4222, sorry'],
    ['a token in a URL', 'at nats://s3cr3t@127.0.0.1:4222', 'at nats://[redacted]@127.0.0.1:4222'],
    ['a query', 'GET https://x.example/a/b?key=abc&b=1 failed', 'GET https://x.example/a/b?[redacted] failed'],
    ['a query of a path', 'GET /v1/runs?cursor=abc failed', 'GET /v1/runs?[redacted] failed'],
    ['the secret in a fragment', 'opened /console#secret=abc', 'opened /console?[redacted]'],
    ['a bearer', 'Authorization: Bearer abc.def-123', 'Authorization: Bearer [redacted]'],
    ['an API key', `key cs_abcdefghijkl_${'x'.repeat(43)} is unknown`, 'key [redacted] is unknown'],
    ['a webhook secret', 'signed with whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'signed with [redacted]'],
    ['a cookie', 'got __Host-cs-user=abcdef; path=/', 'got __Host-cs-user=[redacted]; path=/'],
    ['a token of three parts', 'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'got [redacted]'],
    ['an address', 'to ada.lovelace@example.org now', 'to [e-mail] now'],
    ['what would turn the order of what is read', 'a\u202eb\u2028c\u009bd', 'a\ufffdb\ufffdc\ufffdd'],
  ])('holds no %s', (_, text, expected) => {
    expect(cleanText(text)).toBe(expected);
    const [inMessage, inField, inError] = logged((logger) => {
      logger.info(text);
      logger.info({ deep: { detail: [text] } }, 'x');
      logger.error({ err: new Error('outer', { cause: new Error(text) }) }, 'x');
    });
    expect(inMessage).toMatchObject({ msg: expected });
    expect(inField).toMatchObject({ deep: { detail: [expected] } });
    expect(inError).toMatchObject({ err: { message: 'outer', cause: { message: expected } } });
  });

  it('leaves plain words alone', () => {
    for (const text of ['the gateway listens', 'sync_interval, from 2.10 on): a loss?', 'Did it? Yes.', 'countersign.run.registered.v1', 'user:ada key:abc', 'connect ECONNREFUSED 127.0.0.1:5432', '0198f5b7e-2c3a at 10:00']) expect(cleanText(text)).toBe(text);
  });

  it('holds nothing of what its name says is secret or personal, however deep, but numbers and flags', () => {
    const names = ['authorization', 'Cookie', 'set-cookie', 'cookieSecret', 'secretSha256', 'accessToken', 'ticket', 'password', 'DATABASE_PASSWORD', 'apiKey', 'key', 'answers', 'resume', 'email', 'body', 'headers', 'params'];
    for (const name of names) {
      const [line] = logged((logger) => logger.info({ a: [{ b: { [name]: { x: 'canary' } } }], [name]: 'canary', count: { [name]: 3 } }, 'x'));
      expect(JSON.stringify(line)).not.toContain('canary');
      expect(line).toMatchObject({ [name]: '[redacted]', count: { [name]: 3 } });
    }
  });

  it('holds of an error what every error has, and no input that a parser or a database quotes', () => {
    const database = Object.assign(new Error('insert into x values (\'canary\') - invalid input syntax for type uuid: "canary"'), { name: 'DriverException', code: '22P02', detail: 'Key (email)=(canary) exists', parameters: ['canary'], rawPacket: Buffer.from('canary') });
    const lines = logged((logger) => {
      logger.error({ err: database }, 'x');
      logger.error(database);
      new NestLogger(logger).error(database, 'Context');
      new NestLogger(logger).error({ msg: 'x', err: database }, 'Context');
      new NestLogger(logger).error('x', `Error: x\n    at canaryless (file.ts:1:1)`, 'Context');
      try {
        JSON.parse('canary');
      } catch (error) {
        logger.error({ error }, 'x');
        new NestLogger(logger).warn(error, 'Context');
      }
    });
    expect(lines.filter((line) => JSON.stringify(line).includes('canary"') || JSON.stringify(line).includes("'canary"))).toEqual([]);
    expect(lines[0]).toMatchObject({ err: { type: 'DriverException', code: '22P02', message: 'invalid input syntax for type uuid: "…"', stack: expect.stringMatching(/^ {4}at /) } });
  });

  it('is one line whatever is put into it, and says when, who and how bad', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.anything({ maxDepth: 4 }), (text, anything) => {
        const lines: string[] = [];
        const logger = jsonLogger('test', 'trace', { write: (line: string) => void lines.push(line) });
        logger.info({ [text]: text, anything }, `${text}\r\n\u001b[31m`);
        expect(lines).toHaveLength(1);
        expect(lines[0]).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202e]|\n./);
        const { level, service, time } = JSON.parse(lines[0]!) as Record<string, string>;
        expect([level, service, Number.isNaN(Date.parse(time!))]).toEqual(['info', 'test', false]);
      }),
      { numRuns: 300, seed: 29 },
    );
  });

  it('takes no time that grows faster than the text', () => {
    const long = [`${'a'.repeat(50_000)}@`, 'a@'.repeat(30_000), 'a.'.repeat(30_000), '/?'.repeat(30_000), `nats://${'x'.repeat(60_000)}`, 'eyJ'.repeat(20_000), 'Bearer '.repeat(9_000), 'x='.repeat(30_000)];
    const startedAt = performance.now();
    for (const text of long) cleanText(text);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
