import RFB from '@novnc/novnc';

/** noVNC, fed from a recording instead of a connection. */
export interface VncPlayback {
  /** The next part of what a server sent, whole messages. */
  feed(data: Uint8Array<ArrayBuffer>): void;
  /** It is drawn from the beginning, but not to be seen before. */
  show(): void;
  close(): void;
}

/** What noVNC takes for a WebSocket. It leads nowhere: what noVNC says ends here. */
class RecordedChannel {
  binaryType: BinaryType = 'arraybuffer';
  protocol = '';
  readyState: 'open' | 'closed' = 'open';
  onopen: (() => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;

  /** Answers of the handshake, requests for updates: nobody is there to hear them. */
  send(): void {}

  close(): void {
    this.readyState = 'closed';
    this.onclose?.({ code: 1000, reason: '' });
  }
}

/** @param failed what the recording holds cannot be shown */
export function openVncPlayback(target: HTMLElement, failed: (message: string) => void): VncPlayback {
  const layer = document.createElement('div');
  layer.className = 'playback-layer';
  layer.style.visibility = 'hidden';
  // Nothing in it can be focused or clicked.
  layer.inert = true;
  target.append(layer);
  const channel = new RecordedChannel();
  const rfb = new RFB(layer, channel as unknown as WebSocket, { shared: true });
  rfb.viewOnly = true;
  rfb.scaleViewport = true;
  rfb.resizeSession = false;
  rfb.focusOnClick = false;
  rfb.background = 'transparent';
  let closed = false;
  rfb.addEventListener('disconnect', () => {
    if (!closed) failed('The recording cannot be shown: it is not what a screen sends.');
  });
  return {
    feed: (data) => channel.onmessage?.({ data: data.slice().buffer }),
    show: () => {
      layer.style.visibility = '';
    },
    close: () => {
      if (closed) return;
      closed = true;
      rfb.disconnect();
      layer.remove();
    },
  };
}
