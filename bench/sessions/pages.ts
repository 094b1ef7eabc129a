import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of which a part as large as a form's field turns from black to white and back with every key, wherever its focus is. */
const FLIP = `<!doctype html><meta charset="utf-8"><title>flip</title><style>html,body{margin:0;height:100%;background:#777}#field{position:fixed;left:60%;top:60%;width:25%;height:15%;background:#000}</style>
<script>let white=false;addEventListener('keydown',()=>{white=!white;document.getElementById('field').style.background=white?'#fff':'#000'})</script><body><div id="field"></div></body>`;

const FORM = `<!doctype html><meta charset="utf-8"><title>form</title><h1>Application</h1><form>${Array.from({ length: 20 }, (_, index) =>
  `<p><label>Question ${index + 1}<br><input name="q${index}"></label></p>`).join('')}<button>Submit</button></form>`;

export interface Pages {
  readonly host: string;
  readonly flipUrl: string;
  readonly formUrl: string;
  stop(): Promise<void>;
}

export async function servePages(): Promise<Pages> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(request.url === '/flip' ? FLIP : FORM);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host, flipUrl: `http://${host}/flip`, formUrl: `http://${host}/form`,
    stop: async () => { server.closeAllConnections(); await new Promise((resolve) => server.close(resolve)); },
  };
}
