import { describe, expect, it } from '@jest/globals';
import { webSocketBase } from './cdp-address.ts';

const plain = { publicUrl: 'http://localhost:4400', basePath: '' };
const secure = { publicUrl: 'https://countersign.example/tools', basePath: '/tools' };

describe('where a caller finds WebSockets', () => {
  it.each([
    [plain, { host: 'localhost:4400' }, 'ws://localhost:4400'],
    [plain, { host: 'gateway:4400' }, 'ws://gateway:4400'],
    [plain, { host: 'gateway:4400', 'x-forwarded-proto': 'https' }, 'ws://gateway:4400'],
    [plain, {}, 'ws://localhost:4400'],
    [plain, { host: 'evil"/x' }, 'ws://localhost:4400'],
    [secure, { host: 'countersign.example' }, 'wss://countersign.example/tools'],
    [secure, { host: 'gateway:4400' }, 'ws://gateway:4400/tools'],
    [secure, { host: 'other.example', 'x-forwarded-proto': 'https' }, 'wss://other.example/tools'],
    [secure, { host: 'other.example', 'x-forwarded-proto': 'http' }, 'ws://other.example/tools'],
  ])('is said by %j and %j: %s', (config, headers, expected) => expect(webSocketBase(headers, config)).toBe(expected));
});
