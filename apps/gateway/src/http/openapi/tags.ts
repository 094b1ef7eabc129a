/** Parts of the API in the order in which one comes to need them. */
export const TAGS: Readonly<Record<string, string>> = {
  'sign-in': 'Who you are. Programs send an API key (`Authorization: Bearer cs_…`); people sign in and get a cookie.',
  'api-keys': 'Keys for programs. A key has roles; one that writes answers for an automation can never approve them.',
  candidates: 'People with their JSON Resume, what it does not say, and their documents.',
  documents: 'Files for candidates and answers, and pictures kept as evidence, by the SHA-256 of their bytes.',
  profiles: 'Saved logins of a candidate that a session may start from. What is in them never leaves the session-service.',
  runs: 'A run is one candidate\'s applications.',
  tasks: 'A task is one job posting to apply to. It belongs to a run.',
  sessions: 'A session is a remote browser of a run. It ends at its deadline, when its heartbeats stop, or when it is told to.',
  cdp:
    'The Chrome DevTools Protocol of a session\'s browser, for Playwright `connectOverCDP` and Puppeteer `connect`.\n\n' +
    'It is a WebSocket, which OpenAPI does not describe: `GET /v1/sessions/{id}/cdp` with `Connection: Upgrade`, `Upgrade: websocket` and the API key in `Authorization`. ' +
    'Messages are those of CDP, in text frames, for the whole browser; attach to pages with flat sessions. While a person has control, a command that would act is answered with the CDP error ' +
    '`human_has_control`. It closes with 4401 (the key was revoked), 4410 (the session ended) or 1001 (this gateway shuts down: connect again).',
  console:
    'A person\'s look into a session\'s browser.\n\n' +
    'Whoever may, makes a grant; its URL opens the console page, which exchanges the secret in its fragment, once, for a cookie. With that cookie and an `Origin` of this gateway the page opens the WebSocket ' +
    '`GET /v1/sessions/{id}/console`, which OpenAPI does not describe: binary frames of RFB 3.8, as noVNC speaks it. In a console that may only look on, keys, pointer, clipboard and resizing are dropped on the ' +
    'server. It closes with 4401 (revoked or expired), 4403 (not allowed), 4410 (the session ended) or 1001 (this gateway shuts down), and a reason.',
  handoffs: 'The automation asks a person for help in the browser, and waits for the outcome.',
  'session files': 'What a session\'s browser downloaded, and what was put there for its forms. They end with the session.',
  recordings: 'What was on a session\'s screen, in segments.',
  captures: 'A capture is the form of one task: questions with answers, where each came from, and what became of it. A person approves exactly what is then submitted, once.',
  audit: 'What happened, in order, with who and when; any state as it was; differences; exports. Reading it is itself recorded.',
  events: 'The same events as they happen, as server-sent events.',
  webhooks: 'Events posted to your address, signed by Standard Webhooks 1.0.0, retried for days.',
  health: 'For whoever runs the gateway.',
};
