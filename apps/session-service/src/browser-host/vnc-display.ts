import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { BrowserStartError } from './browser-host.ts';
import type { BrowserFolder } from './browser-folder.ts';
import { confined, type Identity } from './isolation.ts';
import { lastOutput } from './last-output.ts';
import type { Size } from './screen/window-rules.ts';

export interface VncDisplay {
  readonly process: ChildProcess;
  /** `:7` */
  readonly display: string;
}

/**
 * An X server whose screen is served as RFB on a unix socket that only its uid may open (384 is 0600). No TCP port, no
 * file outside the folder: X clients come by the abstract socket and need the cookie. The display number comes back on
 * fd 3, so no lock file is made either. Nothing on this screen draws by GLX, whose drivers are most of the server's memory.
 * What is only selected is not copied: the clipboard goes to viewers, the primary selection does not.
 */
function vncArguments(folder: BrowserFolder, { width, height }: Size): string[] {
  return [
    '-displayfd', '3', '-auth', folder.xAuthority, '-nolisten', 'tcp', '-nolisten', 'unix', '-noreset',
    '-geometry', `${width}x${height}`, '-depth', '24', '-rfbunixpath', folder.rfbSocket, '-rfbunixmode', '384', '-rfbport', '-1',
    '-SecurityTypes', 'None', '-AlwaysShared', '-AcceptSetDesktopSize=0', '-SendPrimary=0', '-SetPrimary=0', '-desktop', 'countersign', '-s', '0', '-dpms', '-br', '-extension', 'GLX',
  ];
}

export async function startVncDisplay(
  binary: string, folder: BrowserFolder, size: Size, identity: Identity, timeoutMs: number, onSpawned: (child: ChildProcess) => void,
): Promise<VncDisplay> {
  const child = spawn('setpriv', confined(identity, binary, vncArguments(folder, size)), {
    cwd: folder.path, detached: true, stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/bin:/bin', HOME: folder.home, TMPDIR: folder.temporary, LANG: 'C.UTF-8' },
  });
  onSpawned(child);
  const errors = lastOutput(child.stderr!);
  const displayNumber = await firstLine(child, child.stdio[3] as Readable, timeoutMs).catch((error: Error) => {
    throw new BrowserStartError(`The X server (${binary}) did not start: ${error.message}. ${errors()}`.trim());
  });
  return { process: child, display: `:${displayNumber}` };
}

function firstLine(child: ChildProcess, stream: Readable, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`no display within ${timeoutMs} ms`)), timeoutMs);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
    };
    child.once('error', fail);
    child.once('exit', (code, signal) => fail(new Error(`it ended with ${signal ?? `code ${code}`}`)));
    stream.on('error', fail);
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      stream.destroy();
      resolve(text.trim());
    });
  });
}
