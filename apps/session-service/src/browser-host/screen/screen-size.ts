import { grabServer, halves, padded, request, ungrabServer, words } from './x11-messages.ts';
import type { X11Connection } from './x11-connection.ts';
import type { Size } from './window-rules.ts';

/** Minor codes of RandR 1.3 requests (X Resize, Rotate and Reflect Extension). */
const randrRequests = { queryVersion: 0, setScreenSize: 7, createMode: 16, addOutputMode: 18, setCrtcConfig: 21, getResources: 25 } as const;

/** What a screen of 96 dots an inch has in millimetres. */
const millimetres = (pixels: number): number => Math.max(1, Math.round((pixels * 25.4) / 96));

/**
 * Changes the size of the X server's only screen: a new mode for its only output. Meanwhile the screen holds both, the old mode
 * and the new one, which no other client gets to see. Consoles are told by the server itself. @throws when the server refuses it
 */
export async function resizeScreen(x: X11Connection, before: Size, after: Size): Promise<void> {
  const randr = await x.extension('RANDR');
  const ask = (minor: number, ...parts: readonly Buffer[]): Promise<Buffer> => x.ask(request(randr, minor, ...parts));
  const screenOf = ({ width, height }: Size): Buffer =>
    request(randr, randrRequests.setScreenSize, words(x.root), halves(width, height), words(millimetres(width), millimetres(height)));
  await ask(randrRequests.queryVersion, words(1, 3)); // The version that we speak.
  const resources = await ask(randrRequests.getResources, words(x.root));
  const [crtc, output] = [resources.readUInt32LE(32), resources.readUInt32LE(32 + 4 * resources.readUInt16LE(16))];
  const name = Buffer.from(`${after.width}x${after.height}.${x.newId()}`);
  const created = await ask(randrRequests.createMode, words(x.root), modeOf(after, name.length), padded(name));
  const mode = created.readUInt32LE(8);
  const both = { width: Math.max(before.width, after.width), height: Math.max(before.height, after.height) };
  const configTimestamp = resources.readUInt32LE(12);
  x.send(grabServer(), request(randr, randrRequests.addOutputMode, words(output, mode)), screenOf(both));
  const set = ask(randrRequests.setCrtcConfig, words(crtc, 0, configTimestamp), halves(0, 0), words(mode), halves(1, 0), words(output));
  x.send(screenOf(after), ungrabServer());
  const status = (await set).readUInt8(1);
  if (status !== 0) throw new Error(`the X server refused a screen of ${after.width}x${after.height} (status ${status})`);
}

/** No timings, as of a screen that is not lit. */
function modeOf({ width, height }: Size, nameLength: number): Buffer {
  return Buffer.concat([words(0), halves(width, height), words(width * height), halves(0, 0, width, 0, 0, 0, height, nameLength), words(0)]);
}
