import { describe, expect, it } from '@jest/globals';
import { Obstacles } from './obstacles.ts';

const command = (method: string, params?: Record<string, unknown>) => ({ id: 1, method, params, sessionId: undefined });

describe('obstacles', () => {
  it('of an automation are lifted for a person and made again afterwards', () => {
    const obstacles = new Obstacles();
    obstacles.note('s', command('Input.setIgnoreInputEvents', { ignore: true }));
    obstacles.note('s', command('Network.emulateNetworkConditions', { offline: true, latency: 0, downloadThroughput: 0, uploadThroughput: 0 }));
    obstacles.note('t', command('Page.navigate', { url: 'https://example.org' }));
    expect(obstacles.lift()).toEqual([
      { sessionId: 's', method: 'Input.setIgnoreInputEvents', params: { ignore: false } },
      { sessionId: 's', method: 'Network.emulateNetworkConditions', params: { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 } },
    ]);
    expect(obstacles.restore()).toEqual([
      { sessionId: 's', method: 'Input.setIgnoreInputEvents', params: { ignore: true } },
      { sessionId: 's', method: 'Network.emulateNetworkConditions', params: { offline: true, latency: 0, downloadThroughput: 0, uploadThroughput: 0 } },
    ]);
  });

  it('are a script that stands at a breakpoint, requests held back and pages that wait', () => {
    const obstacles = new Obstacles();
    obstacles.note('s', command('Debugger.enable'));
    obstacles.targetWaits('s');
    obstacles.targetWaits('t');
    obstacles.note('t', command('Runtime.runIfWaitingForDebugger'));
    obstacles.requestPaused('s', 'r1', 'request');
    obstacles.requestPaused('s', 'r2', 'request');
    obstacles.requestPaused('s', 'r3', 'auth');
    obstacles.note('s', command('Fetch.fulfillRequest', { requestId: 'r1', responseCode: 200 }));
    expect(obstacles.lift()).toEqual([
      { sessionId: 's', method: 'Debugger.setSkipAllPauses', params: { skip: true } },
      { sessionId: 's', method: 'Debugger.resume', params: {} },
      { sessionId: 's', method: 'Fetch.continueRequest', params: { requestId: 'r2' } },
      { sessionId: 's', method: 'Fetch.continueWithAuth', params: { requestId: 'r3', authChallengeResponse: { response: 'Default' } } },
      { sessionId: 's', method: 'Runtime.runIfWaitingForDebugger', params: {} },
    ]);
    expect(obstacles.restore()).toEqual([{ sessionId: 's', method: 'Debugger.setSkipAllPauses', params: { skip: false } }]);
    expect(obstacles.lift()).toHaveLength(2);
    obstacles.note('s', command('Debugger.disable'));
    expect(obstacles.lift()).toEqual([]);
  });

  it('go with their session', () => {
    const obstacles = new Obstacles();
    obstacles.note('s', command('Input.setIgnoreInputEvents', { ignore: true }));
    obstacles.requestPaused('s', 'r', 'request');
    obstacles.targetWaits('s');
    obstacles.forget(['s']);
    expect([...obstacles.lift(), ...obstacles.restore()]).toEqual([]);
  });
});
