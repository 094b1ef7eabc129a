import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { createConnection, type Socket } from 'node:net';
import { rfbEncodings } from './rfb-encodings.ts';
import { rfbHandshake, setEncodingsMessage, setPixelFormatMessage } from './rfb-messages.fixture.ts';
import { RfbServerFilter } from './rfb-server-filter.ts';
import { RfbViewer } from './rfb-viewer.fixture.ts';
import { person, RawCdpClient, seenByPage, sessionId, startStreamedBrowser, type StreamedBrowser } from './streamed-browser.fixture.ts';

const cursors = [rfbEncodings.cursor, rfbEncodings.xCursor, rfbEncodings.cursorWithAlpha, rfbEncodings.vmwareCursor];
const others = [rfbEncodings.lastRectangle, rfbEncodings.desktopSize, rfbEncodings.extendedDesktopSize, rfbEncodings.desktopName, rfbEncodings.qemuExtendedKey, rfbEncodings.qemuLedState];
const jpegQuality = -24;
let folder: TemporaryFolder;
let browser: StreamedBrowser;
let automation: RawCdpClient;
let page: string;
let copier: RfbViewer;
const controlKey = 0xffe3;

beforeAll(async () => {
  folder = await temporaryFolder();
  browser = await startStreamedBrowser(folder.path);
  await waitFor(() => seenByPage(browser));
  automation = await RawCdpClient.connect(browser.streams);
  page = await automation.attachToPage(browser.pagesUrl);
  await automation.evaluate(page, busyPage);
  copier = await RfbViewer.connect(browser.streams.issueConsoleTicket(sessionId, { consoleId: '019a0000-0000-7000-8000-00000000000c', mode: 'control', user: person }));
  }, 60_000);
afterAll(async () => {
  await browser?.stop();
  await folder?.remove();
});

/** A client of the X server's own socket whose stream goes through the filter. */
class FilteredClient {
  readonly socket: Socket;
  readonly #filter = new RfbServerFilter(() => false);
  receivedBytes = 0;
  passedBytes = 0;
  error: unknown = null;

  constructor(path: string) {
    this.socket = createConnection({ path });
    this.socket.on('data', (chunk: Buffer) => {
      this.receivedBytes += chunk.length;
      try {
        for (const passed of this.#filter.push(chunk)) this.passedBytes += passed.length;
      } catch (error) {
        this.error ??= error;
      }
    });
    this.send(...rfbHandshake);
  }

  get droppedBytes(): number {
    return this.receivedBytes - this.passedBytes;
  }

  send(...messages: Parameters<RfbServerFilter['clientSent']>[0][]): void {
    for (const message of messages) {
      this.#filter.clientSent(message);
      this.socket.write(message.bytes);
    }
  }

  requestPicture(): void {
    this.send({ kind: 'framebuffer_update_request', bytes: Buffer.from([3, 0, 0, 0, 0, 0, 4, 0, 2, 188]) });
  }
}

const busyPage = `document.body.insertAdjacentHTML('beforeend', '<h1 style="margin-top:400px;background:linear-gradient(red,blue)">' + 'Lorem ipsum '.repeat(80) + '</h1><div style="height:4000px;background:repeating-linear-gradient(45deg,#123,#9ab 40px)"></div>'); 1`;

describe('every encoding that is let through, as the X server writes it (ci)', () => {
  it.each([
    ['raw', [rfbEncodings.raw], 32],
    ['copy and RRE', [rfbEncodings.copyRectangle, rfbEncodings.rre], 32],
    ['hextile', [rfbEncodings.hextile], 32],
    ['hextile', [rfbEncodings.hextile], 16],
    ['ZRLE', [rfbEncodings.copyRectangle, rfbEncodings.zrle], 32],
    ['ZRLE', [rfbEncodings.zrle], 8],
    ['Tight', [rfbEncodings.copyRectangle, rfbEncodings.tight], 32],
    ['Tight', [rfbEncodings.tight], 16],
    ['Tight with JPEG', [rfbEncodings.copyRectangle, rfbEncodings.tight, jpegQuality], 32],
  ] as const)('is read right: %s %j in %i bits', async (_name, encodings, bitsPerPixel) => {
    const client = new FilteredClient(browser.pipes.rfbSocketPath);
    await waitFor(() => client.passedBytes > 24);
    client.send(setPixelFormatMessage(bitsPerPixel), setEncodingsMessage([...encodings, ...cursors, ...others]));
    for (let round = 0; round < 6; round += 1) {
      const { receivedBytes } = client;
      await automation.evaluate(page, `scrollTo(0, ${round * 173 % 900}); document.body.style.cursor = '${['wait', 'pointer', 'text'][round % 3]}'; 1`);
      // A first answer may hold no picture, only what else is new; each has to be asked for.
      await waitFor(() => {
        client.requestPicture();
        return client.receivedBytes > receivedBytes + 1000;
      });
    }
    expect(client.error).toBeNull();
    expect(client.droppedBytes).toBe(0);
    // Still in step: of a plain text, exactly its message is dropped.
    const text = `${encodings.join(' ')} ${bitsPerPixel}`;
    await automation.evaluate(page, `scrollTo(0, 0); reset(${JSON.stringify(text)})`);
    browser.control(person);
    copier.press(controlKey, 'c'.codePointAt(0)!);
    await waitFor(() => client.droppedBytes === 8 + text.length);
    browser.control(null);
    client.socket.destroy();
    expect(client.error).toBeNull();
  }, 30_000);
});
