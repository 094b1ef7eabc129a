import { describe, expect, it } from '@jest/globals';
import { whileAPersonHasControl, type Verdict } from './command-rules.ts';

const command = (method: string, params?: Record<string, unknown>) => ({ id: 1, method, params, sessionId: undefined });
const verdict = (method: string, params?: Record<string, unknown>): Verdict['kind'] => whileAPersonHasControl(command(method, params)).kind;

describe('while a person has control', () => {
  it('nothing passes that could act on a page', () => {
    const acting = [
      'Runtime.evaluate', 'Runtime.callFunctionOn', 'Runtime.compileScript', 'Runtime.addBinding', 'Page.navigate', 'Page.reload', 'Page.close', 'Page.bringToFront',
      'Page.handleJavaScriptDialog', 'Page.setDocumentContent', 'Input.dispatchKeyEvent', 'Input.dispatchMouseEvent', 'Input.insertText', 'DOM.setFileInputFiles',
      'DOM.setAttributeValue', 'DOM.focus', 'Target.createTarget', 'Target.closeTarget', 'Target.activateTarget', 'Target.createBrowserContext',
      'Target.disposeBrowserContext', 'Storage.setCookies', 'Storage.clearCookies', 'Network.setCookie', 'Browser.setWindowBounds', 'Browser.grantPermissions',
      'Debugger.enable', 'Debugger.pause', 'WebAuthn.enable', 'FedCm.enable', 'Overlay.enable', 'Emulation.setVirtualTimePolicy', 'Unknown.command', '__proto__', 'constructor',
    ];
    expect(acting.filter((method) => verdict(method) !== 'refuse')).toEqual([]);
  });

  it('a client may attach, look, and let new pages go on', () => {
    const looking = ['Browser.getVersion', 'Target.setAutoAttach', 'Target.getTargets', 'Page.enable', 'Page.getFrameTree', 'Runtime.runIfWaitingForDebugger', 'Accessibility.getFullAXTree', 'DOM.getDocument', 'Page.captureScreenshot'];
    expect(looking.filter((method) => verdict(method) !== 'allow')).toEqual([]);
  });

  it('some commands pass only in a form that changes nothing', () => {
    expect(verdict('Page.addScriptToEvaluateOnNewDocument', { source: '', worldName: 'x' })).toBe('allow');
    expect(verdict('Page.addScriptToEvaluateOnNewDocument', { source: '//# sourceURL=pptr:internal' })).toBe('allow');
    for (const source of ['alert(1)', '// a\nalert(1)', '//\u2028alert(1)', '//\ralert(1)', '/* */alert(1)', undefined, 7]) {
      expect(verdict('Page.addScriptToEvaluateOnNewDocument', { source })).toBe('refuse');
    }
    expect(verdict('Page.captureScreenshot', { format: 'png' })).toBe('allow');
    expect(verdict('Page.captureScreenshot', { captureBeyondViewport: true })).toBe('refuse');
    expect(verdict('Page.captureScreenshot', { clip: { x: 0, y: 0, width: 1, height: 1, scale: 1 } })).toBe('refuse');
    expect(verdict('Fetch.continueRequest', { requestId: 'r' })).toBe('allow');
  });

  it('what the automation would alter of a request goes on unaltered', () => {
    expect(whileAPersonHasControl(command('Fetch.continueRequest', { requestId: 'r', url: 'https://else.where' }))).toEqual({ kind: 'refuse', release: 'Fetch.continueRequest' });
    expect(whileAPersonHasControl(command('Fetch.fulfillRequest', { requestId: 'r', responseCode: 200 }))).toEqual({ kind: 'refuse', release: 'Fetch.continueRequest' });
    expect(whileAPersonHasControl(command('Runtime.evaluate'))).toEqual({ kind: 'refuse', release: null });
  });

  it('settings of a new page wait', () => {
    expect(['Emulation.setFocusEmulationEnabled', 'Emulation.setUserAgentOverride', 'Fetch.enable'].map((method) => verdict(method))).toEqual(['hold', 'hold', 'hold']);
  });
});
