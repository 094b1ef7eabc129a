import { describe, expect, it } from '@jest/globals';
import { refusedAddress } from './address-rules.ts';

describe('addresses of commands', () => {
  it.each(['https://example.org', 'http://localhost:3000/x', 'about:blank', 'about:blank#x', 'ABOUT:BLANK', 'data:text/html,x', 'blob:https://example.org/1', 'example.org', ''])('may be %j', (url) => {
    expect(refusedAddress('Page.navigate', { url })).toBeNull();
    expect(refusedAddress('Target.createTarget', { url })).toBeNull();
  });

  it.each([
    'file:///etc/passwd', 'FILE:/etc/passwd', ' file:///etc/passwd', 'fi\nle:///etc/passwd', '/etc/passwd', '~/x', 'chrome://settings', 'chrome-untrusted://x', 'chrome-extension://x/y', 'about:settings', 'about:version',
    'devtools://devtools/bundled/x.html', 'view-source:https://example.org', 'view-source:file:///etc/passwd', 'filesystem:file:///x', 'ftp://x', 'mailto:x@y', 'isolated-app://x', 'file:',
  ])('may not be %j', (url) => {
    expect(refusedAddress('Page.navigate', { url })).not.toBeNull();
    expect(refusedAddress('Target.createTarget', { url })).not.toBeNull();
    expect(refusedAddress('Fetch.continueRequest', { requestId: '1', url })).not.toBeNull();
  });

  it('are looked at only where they are addresses', () => {
    expect(refusedAddress('Runtime.evaluate', { url: 'file:///x' })).toBeNull();
    expect(refusedAddress('Page.navigate', undefined)).toBeNull();
    expect(refusedAddress('Page.navigate', { url: 7 })).toBe('7');
  });
});
