// Generated from apps/gateway/openapi.json by `npm run generate`; do not edit.
export interface paths {
    "/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How people can sign in here
         * @description Nobody is asked who they are.
         */
        get: operations["optionsAuth"];
        put?: never;
        /**
         * Exchange the token of a sign-in link for a cookie, once
         * @description Nobody is asked who they are.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the sign-in of the cookie
         * @description `issuerSignOutUrl`: where the person can sign out at the issuer as well, where they signed in with one. `service_unavailable`: it has ended, but that could not be recorded; send it again.
         *
         *     Nobody is asked who they are.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who you are and what you may do
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link that signs a person in, once, within 24 hours
         * @description Roles: operator.
         */
        post: operations["createSignInLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Begin to sign in with the issuer: sends the browser there
         * @description What goes wrong sends the browser to `/sign-in?problem=…`, here and afterwards.
         *
         *     Nobody is asked who they are.
         */
        get: operations["beginOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the issuer sends the browser back: signs the person in, and goes on to the page that was asked for
         * @description Parameters are those of OAuth 2.0: `code` and `state`, or `error`.
         *
         *     Nobody is asked who they are.
         */
        get: operations["finishOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in with a browser, newest first
         * @description Your own; an operator sees those of everybody.
         *
         *     Roles: reviewer, auditor, operator.
         */
        get: operations["listSignIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-ins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a sign-in: your own, or as an operator anybody's
         * @description Roles: reviewer, auditor, operator.
         */
        delete: operations["endSignIn"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API keys, newest first
         * @description Roles: operator.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key; its text is shown this once
         * @description That it was made, by whom and with which roles, is in the audit.
         *
         *     Roles: operator.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An API key, without its text
         * @description Roles: operator.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description It ends at once here, and within a second at other gateways. `service_unavailable`: it is revoked, but that could not be recorded; revoke it again.
         *
         *     Roles: operator.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs, newest first
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["listRuns"];
        put?: never;
        /**
         * Register a run: one candidate, many tasks
         * @description Roles: automation, operator.
         */
        post: operations["registerRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A run with its tasks
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks, oldest first
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["listTasks"];
        put?: never;
        /**
         * Register a task: one job posting to apply to
         * @description Roles: automation, operator.
         */
        post: operations["registerTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A task
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["getTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List candidates, newest first
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["listCandidates"];
        put?: never;
        /**
         * Register a candidate with a JSON Resume
         * @description Roles: automation, operator.
         */
        post: operations["registerCandidate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/candidates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A candidate
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["getCandidate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/candidates/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replace the resume, the preferences and the documents
         * @description Roles: automation, operator.
         */
        put: operations["updateResume"];
        /**
         * Upload a resume as PDF, DOCX or JSON
         * @description A PDF or DOCX becomes the resume among the documents, with its text beside it; facts that were read out of the text are in `readFromFile` and answer, with low confidence, what the JSON Resume does not. A JSON Resume replaces `resume`.
         *
         *     Roles: automation, operator.
         */
        post: operations["uploadResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file for candidates and answers
         * @description Roles: automation, reviewer, operator.
         */
        post: operations["uploadDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A document, or a picture kept as evidence
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sessions, newest first
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["listSessions"];
        put?: never;
        /**
         * Start a remote browser
         * @description Answers when the browser answers over CDP. A repeat with the same id and the same parameters finds the same session.
         *
         *     Roles: automation, reviewer, operator.
         */
        post: operations["startSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A session, now or as it was
         * @description With `at` as it was then: that it was read is recorded in the audit, the answer at a position may be kept, and its ETag is none of a version.
         *
         *     Roles: automation, reviewer, auditor, operator.
         */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the session is still needed
         * @description Roles: automation, reviewer, operator.
         */
        post: operations["sendHeartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the session live longer
         * @description Roles: automation, reviewer, operator.
         */
        post: operations["extendSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/terminate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the session; a repeat changes nothing
         * @description Roles: automation, reviewer, operator.
         */
        post: operations["terminateSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/control": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take control of the browser
         * @description The automation is refused with `human_has_control` until control is returned.
         *
         *     Roles: reviewer, operator.
         */
        post: operations["takeControl"];
        /**
         * Give control back
         * @description Roles: reviewer, operator.
         */
        delete: operations["returnControl"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/handoffs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the hand-offs of a session, oldest first
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["listHandoffsOfSession"];
        put?: never;
        /**
         * Ask a person for help in the browser
         * @description It stands in the inbox until a person completes it, its time is up (`timed_out`), or the session ends (`failed`). A repeat with the same id and the same text finds the same hand-off, with its first deadline.
         *
         *     Roles: automation, operator.
         */
        post: operations["requestHandoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/handoffs/{handoffId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A hand-off; waits for its outcome when asked to
         * @description With `Prefer: wait=N` the answer comes as soon as `outcome` is not null, or after N seconds with the hand-off as it is then, or at once when this gateway shuts down: ask again while `outcome` is null. `Preference-Applied` says how long it may have waited.
         *
         *     Roles: automation, reviewer, auditor, operator.
         */
        get: operations["getHandoff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/handoffs/{handoffId}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that it is done, or cannot be done
         * @description Who completes it while holding control gives control back with it, so that the automation may go on at once.
         *
         *     Roles: reviewer, operator.
         */
        post: operations["completeHandoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handoffs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List hand-offs over all sessions, newest first
         * @description With `state=open`: what waits for a person now.
         *
         *     Roles: automation, reviewer, auditor, operator.
         */
        get: operations["listHandoffs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/console": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The console: RFB over a WebSocket
         * @description Needs the cookie of the exchange and an Origin of this gateway. Closes with 4401 (revoked or expired), 4403 (not allowed) or 4410 (the session ended), and a reason.
         *
         *     Nobody is asked who they are.
         */
        get: operations["connectConsole"];
        put?: never;
        /**
         * Exchange the secret of a grant for the cookie that the console's WebSocket needs, once
         * @description Nobody is asked who they are.
         */
        post: operations["openConsole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/console-grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the console grants of a session, newest first
         * @description Who was given a link, and what became of it. Secrets are not among what is kept.
         *
         *     Roles: automation, reviewer, auditor, operator.
         */
        get: operations["listConsoleGrants"];
        put?: never;
        /**
         * Make a link that opens the console, once
         * @description Roles: automation, reviewer, operator.
         */
        post: operations["createConsoleGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/console-grants/{grantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A console grant
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["getConsoleGrant"];
        put?: never;
        post?: never;
        /**
         * Revoke a grant and close what it opened
         * @description Roles: automation, reviewer, operator.
         */
        delete: operations["revokeConsoleGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/console/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The console and who has control
         * @description By the cookie of the console, which speaks for the person whose console it is; nobody has to be signed in. Says as well why its WebSocket would be refused.
         *
         *     Nobody is asked who they are.
         */
        get: operations["getConsoleState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/console/control": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take control by a console
         * @description By the cookie of the console, which speaks for the person whose console it is; nobody has to be signed in.
         *
         *     Nobody is asked who they are.
         */
        post: operations["takeControlByConsole"];
        /**
         * Give control back by a console
         * @description By the cookie of the console, which speaks for the person whose console it is; nobody has to be signed in.
         *
         *     Nobody is asked who they are.
         */
        delete: operations["returnControlByConsole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/console/handoffs/{handoffId}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say by a console that a hand-off is done, or cannot be done
         * @description By the cookie of the console, which speaks for the person whose console it is; nobody has to be signed in.
         *
         *     Nobody is asked who they are.
         */
        post: operations["completeHandoffByConsole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/cdp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The browser: Chrome DevTools Protocol over a WebSocket
         * @description For Playwright `connectOverCDP` and Puppeteer `connect`, with the API key in the Authorization header.
         *
         *     Roles: automation, operator.
         */
        get: operations["connectCdp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/cdp/json/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a client that knows only the http address connects
         * @description Roles: automation, operator.
         */
        get: operations["getCdpVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/cdp/json/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The pages of the browser
         * @description They have no WebSockets of their own: attach to them over that of the browser.
         *
         *     Roles: automation, operator.
         */
        get: operations["listCdpTargets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/cdp/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same as json/list
         * @description Roles: automation, operator.
         */
        get: operations["listCdpTargetsInShort"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/candidates/{id}/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the browser profiles of a candidate, by name
         * @description What is known of them; what is in them never leaves the session-service.
         *
         *     Roles: automation, reviewer, auditor, operator.
         */
        get: operations["listProfiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/candidates/{id}/profiles/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a browser profile
         * @description With its key. A session that runs with it goes on, and saves nothing at its end.
         *
         *     Roles: reviewer, operator.
         */
        delete: operations["deleteProfile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the browser downloaded and what was put there for its forms
         * @description While the session is active; its files end with it.
         *
         *     Roles: automation, reviewer, operator.
         */
        get: operations["listSessionFiles"];
        put?: never;
        /**
         * Put a file into the session, so that its forms can be given it
         * @description CDP clients name it by its `path`. The content is not compared for an Idempotency-Key.
         *
         *     Roles: automation, reviewer, operator.
         */
        post: operations["uploadSessionFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/files/choose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give files of the session to the page that asks for a choice of files
         * @description For whoever drives the browser: the person who has control, or the automation while nobody has.
         *
         *     Roles: automation, reviewer, operator.
         */
        post: operations["chooseSessionFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file of the session
         * @description Roles: automation, reviewer, operator.
         */
        get: operations["getSessionFile"];
        put?: never;
        post?: never;
        /**
         * Delete a file of the session
         * @description Roles: automation, reviewer, operator.
         */
        delete: operations["deleteSessionFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The recording of a session, by its segments
         * @description Roles: reviewer, auditor, operator.
         */
        get: operations["getRecording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}/recordings/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A recorded segment
         * @description In the FBS 001.000 format: what the screen sent, with times. Whoever reads it is logged.
         *
         *     Roles: reviewer, auditor, operator.
         */
        get: operations["getRecordingSegment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/captures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List captures, newest first
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["listCaptures"];
        put?: never;
        /**
         * Capture the form of a task: once a task
         * @description With `sessionId` the form is read in that session's browser; with `fields` the caller brings what it read itself.
         *
         *     Roles: automation, operator.
         */
        post: operations["createCapture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/captures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A capture with its questions and answers, now or as it was
         * @description With `at` as it was then: that it was read is recorded in the audit, the answer at a position may be kept, and its ETag is none of a version.
         *
         *     Roles: automation, reviewer, auditor, operator.
         */
        get: operations["getCapture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/captures/{id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was captured, approved and submitted, side by side
         * @description For each step and field: the answer proposed, every edit with who and when, the answer approved, what the page held right before the press, and what the page made of it.
         *
         *     Roles: automation, reviewer, auditor, operator.
         */
        get: operations["getComparison"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/captures/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit answers; an approval that stood is void after that
         * @description Roles: automation, reviewer.
         */
        patch: operations["editAnswers"];
        trace?: never;
    };
    "/v1/captures/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let proposed answers stand: some, or all of high confidence at once
         * @description Says that a person looked at them; an approval is given for the whole step. Answers to sensitive questions and consents are a person's own and never among them.
         *
         *     Roles: reviewer.
         */
        post: operations["confirmAnswers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/captures/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve exactly these answers
         * @description Where four eyes are required (`CAPTURE_FOUR_EYES`), who wrote an answer that stands, or had it proposed, cannot approve it; `errors` names the fields.
         *
         *     Roles: reviewer.
         */
        post: operations["approveCapture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/captures/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject: nothing will be sent
         * @description Roles: reviewer.
         */
        post: operations["rejectCapture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/captures/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fill in, read back and send an approved capture, once
         * @description Look at the status of the answer: a form that changed or refused the input brings the capture back to review.
         *
         *     Roles: automation, reviewer, operator.
         */
        post: operations["submitCapture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/captures/{id}/recapture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the form again; answers that still fit stay
         * @description Roles: automation, reviewer, operator.
         */
        post: operations["recaptureCapture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/captures/{id}/show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring the form's tab to the front of its browser
         * @description Roles: automation, reviewer, operator.
         */
        post: operations["showCapture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/captures/{id}/outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what became of a submission whose outcome is unknown
         * @description Roles: reviewer, operator.
         */
        post: operations["resolveOutcome"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened, oldest first, with who and when
         * @description That it was read, by whom and what, is recorded before it is answered.
         *
         *     Roles: reviewer, auditor, operator.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The state of a run, task, candidate, session or capture at a place in the log
         * @description As the API answered then, or would have: the same projections over the events up to there. The last heartbeat of a session that lived is not in the log, so it is null. That it was read, by whom and what, is recorded before it is answered.
         *
         *     Roles: reviewer, auditor, operator.
         */
        get: operations["getAuditState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is different between two states, by field, with who changed it last, and when
         * @description That it was read, by whom and what, is recorded before it is answered.
         *
         *     Roles: reviewer, auditor, operator.
         */
        get: operations["getAuditDifference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which position a place in the log is, and how far the log and the read model are
         * @description Roles: reviewer, auditor, operator.
         */
        get: operations["getAuditPosition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events as a file: CloudEvents (NDJSON), CSV or OCSF
         * @description `Countersign-Position` says up to where the log was read, `Countersign-Count` how many events there are, and `Link` with `rel="describedby"` where the manifest of exactly this file is. CSV comes as text/csv. That it was read, by whom and what, is recorded before it is answered.
         *
         *     Roles: auditor, operator.
         */
        get: operations["exportAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/export/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a file of events holds: how many, from where to where, and the digest of its bytes
         * @description The file is made once more to tell its digest. It is not signed yet. That it was read, by whom and what, is recorded before it is answered.
         *
         *     Roles: auditor, operator.
         */
        get: operations["getExportManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow events as server-sent events
         * @description See docs/live.md. No event is left out or comes twice for who goes on after the last id, at whichever gateway.
         *
         *     Roles: automation, reviewer, auditor, operator.
         */
        get: operations["followEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks, newest first
         * @description Roles: operator.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Have events posted to a URL; the secret is shown this once
         * @description By Standard Webhooks 1.0.0. It gets what happens from now on. Personal data and what is big is left out; docs/webhooks.md says what.
         *
         *     Roles: operator.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A webhook
         * @description Roles: operator.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Remove a webhook with its deliveries
         * @description Roles: operator.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change, disable or enable a webhook
         * @description Roles: operator.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/v1/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret; the new one is shown this once
         * @description For 24 hours the one before signs as well: every message bears a signature of each.
         *
         *     Roles: operator.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message now, and say how it went
         * @description Its type is `webhook.test`. One attempt, signed as any other, of at most 15 seconds; also for a webhook that is disabled. It is in no list.
         *
         *     Roles: operator.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was and is to be delivered, newest first, with every attempt
         * @description Delivered ones are kept for 7 days, dead ones for 30.
         *
         *     Roles: operator.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A delivery with what is sent
         * @description Roles: operator.
         */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{deliveryId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver once more, under the same webhook-id
         * @description Dead, pending or delivered: it is due now, with all attempts of the schedule before it.
         *
         *     Roles: operator.
         */
        post: operations["retryWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/retry-dead": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver the dead ones once more, the oldest first
         * @description Roles: operator.
         */
        post: operations["retryDeadDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The process runs
         * @description Nobody is asked who they are.
         */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * NATS, Postgres, the read model and the services answer, asked now
         * @description Nobody is asked who they are.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Answer: string | boolean | string[] | {
            name: string;
            mediaType: string;
            sha256: string;
            sizeBytes: number;
        } | null;
        AnswerRequest: {
            /** @example email */
            fieldId: string;
            /**
             * @description Fits the type of the field; null: no answer.
             * @example ada@example.org
             */
            answer: components["schemas"]["Answer"];
        };
        ApiKey: {
            /** @example ab_cd-ef_gh1 */
            id: string;
            name: string;
            roles: ("automation" | "reviewer" | "auditor" | "operator")[];
            createdBy: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            expiresAt: string | null;
            lastUsedAt: string | null;
            revokedAt: string | null;
        };
        ApiKeyPage: {
            items: components["schemas"]["ApiKey"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        ApproveRequest: {
            /**
             * @description `answersSha256` of the capture as it was shown: the approval is for exactly these answers.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            answersSha256: string;
        };
        AuditDifference: {
            /** @enum {string} */
            aggregate: "run" | "task" | "candidate" | "session" | "capture";
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            from: {
                /** @description Stream sequence of a commit. */
                position: number;
                /** @description 0: it did not exist yet. */
                version: number;
            };
            to: {
                /** @description Stream sequence of a commit. */
                position: number;
                /** @description 0: it did not exist yet. */
                version: number;
            };
            differences: {
                /**
                 * @description JSON pointer into the state; members of lists stand under their id.
                 * @example /fields/email/answer
                 */
                path: string;
                /** @enum {string} */
                kind: "added" | "removed" | "changed";
                from?: unknown;
                to?: unknown;
                /** @description The event that changed it last. */
                changed: {
                    /** @description Stream sequence of a commit. */
                    position: number;
                    index: number;
                    /**
                     * Format: uuid
                     * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                     */
                    eventId: string;
                    type: string;
                    /** @example user:ada */
                    actor: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-22T09:30:00.000Z
                     */
                    time: string;
                };
            }[];
        };
        AuditEvent: {
            /** @description Stream sequence of its commit. */
            position: number;
            /** @description 0-based, within its commit. */
            index: number;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            /** @example countersign.session.started.v1 */
            type: string;
            source: string;
            aggregate: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            aggregateId: string;
            aggregateVersion: number;
            runId: string | null;
            actor: string;
            correlationId: string;
            causationId: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            time: string;
            /**
             * Format: date-time
             * @description By the clock of the log.
             */
            storedAt: string;
            data: unknown;
        };
        AuditEventPage: {
            items: components["schemas"]["AuditEvent"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        AuditPosition: {
            /** @description Stream sequence of a commit. */
            position: number;
            storedAt: string | null;
            /** @description The last of the log. */
            lastPosition: number;
            /** @description Up to here events are listed and exported. */
            readModelPosition: number;
        };
        AuditState: {
            /** @enum {string} */
            aggregate: "run" | "task" | "candidate" | "session" | "capture";
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            /** @description The state is that after every commit up to here. */
            position: number;
            /** @description Of the aggregate. */
            version: number;
            /** @description Of the last event that shows in it. */
            lastPosition: number;
            /** @description What GET of the resource answered. */
            state: unknown;
        };
        /** Format: binary */
        Binary: string;
        Candidate: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            name: string | null;
            email: string | null;
            /** @description JSON Resume. */
            resume: {
                [key: string]: unknown;
            };
            preferences: {
                workAuthorization?: {
                    country: string;
                    authorized: boolean;
                    needsSponsorship: boolean;
                }[];
                salary?: {
                    amount: number;
                    currency: string;
                    period: "year" | "month" | "hour";
                };
                noticePeriod?: string;
                earliestStart?: string;
                willingToRelocate?: boolean;
                remote?: string;
                howDidYouHear?: string;
                pronouns?: string;
            };
            documents: {
                kind: "resume" | "cover_letter" | "other";
                name: string;
                mediaType: string;
                sha256: string;
                sizeBytes: number;
            }[];
            readFromFile: {
                sha256: string;
                name: string;
                textSha256: string;
                resume: {
                    [key: string]: unknown;
                };
                passages: {
                    path: string;
                    line: number;
                    text: string;
                }[];
            } | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            registeredAt: string;
            version: number;
        };
        CandidatePage: {
            items: components["schemas"]["Candidate"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        Capture: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            taskId: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            runId: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            candidateId: string;
            candidateName: string | null;
            company: string;
            title: string;
            /** @enum {string} */
            status: "in_review" | "approved" | "rejected" | "submitting" | "submitted" | "outcome_unknown";
            step: number;
            steps: number;
            adapter: string;
            sessionId: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            capturedAt: string;
            /** @description Of the step in review. */
            questions: number;
            answered: number;
            /** @description Required questions without an answer, of the step in review. */
            missing: number;
            version: number;
            url: string;
            pageTitle: string | null;
            fingerprint: string;
            fields: {
                id: string;
                question: string;
                type: "text" | "textarea" | "number" | "email" | "phone" | "url" | "date" | "file" | "yes_no" | "single_select" | "multi_select" | "checkbox";
                options?: string[];
                required: boolean;
                sensitive: boolean;
                section: string | null;
                step: number;
                help: string | null;
                labelSource: "accessible_name" | "group" | "ancestor_text" | "table_cell" | "placeholder" | "name_attribute" | "schema" | "given";
                maxLength?: number;
                accept?: string;
                prefilled?: string | boolean | string[] | {
                    name: string;
                    mediaType: string;
                    sha256: string;
                    sizeBytes: number;
                } | null;
                requiredGroup?: string;
                answer: string | boolean | string[] | {
                    name: string;
                    mediaType: string;
                    sha256: string;
                    sizeBytes: number;
                } | null;
                source: ("profile" | "resume_check" | "resume_analysis" | "previous_answer" | "model" | "human") | null;
                confidence: ("high" | "medium" | "low") | null;
                evidence: {
                    summary: string;
                    passages: {
                        path: string;
                        text: string;
                    }[];
                } | null;
                /** @description A person let the proposed answer stand. */
                confirmed?: boolean;
            }[];
            /** @description What an approval must name. */
            answersSha256: string;
            approvedSha256: string | null;
            approvedBy: string | null;
            approvedAt: string | null;
            notices: {
                kind: "captcha" | "sign_in_required" | "schema_mismatch" | "incomplete" | "other";
                fieldId: string | null;
                message: string;
            }[];
            blockedReason: ("form_changed" | "value_not_accepted" | "form_not_found") | null;
            differences: {
                fieldId: string | null;
                question: string | null;
                kind: "added" | "removed" | "changed" | "value";
                expected: string | null;
                actual: string | null;
            }[];
            keptAnswers: string[];
            droppedAnswers: {
                fieldId: string;
                question: string;
                answer: string | boolean | string[] | {
                    name: string;
                    mediaType: string;
                    sha256: string;
                    sizeBytes: number;
                } | null;
                reason: "removed" | "changed" | "replaced";
            }[];
            errors: {
                fieldId: string | null;
                message: string;
            }[];
            rejectedReason: string | null;
            evidence: {
                finalUrl: string;
                confirmationText: string;
                screenshotSha256: string | null;
            } | null;
            unknownOutcome: {
                detail: string;
                evidence: {
                    finalUrl: string;
                    confirmationText: string;
                    screenshotSha256: string | null;
                } | null;
            } | null;
            resolution: {
                /** @enum {string} */
                outcome: "submitted" | "not_submitted";
                note: string | null;
                by: string;
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                at: string;
            } | null;
        };
        CaptureRequest: {
            /** Format: uuid */
            taskId: string;
            /**
             * Format: uuid
             * @description The session in which the form is read; without it, `fields` are given.
             */
            sessionId?: string;
            /** @description What the caller read by itself: questions, with answers where it has some. */
            fields?: components["schemas"]["CapturedField"][];
        };
        CaptureSummary: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            taskId: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            runId: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            candidateId: string;
            candidateName: string | null;
            company: string;
            title: string;
            /** @enum {string} */
            status: "in_review" | "approved" | "rejected" | "submitting" | "submitted" | "outcome_unknown";
            step: number;
            steps: number;
            adapter: string;
            sessionId: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            capturedAt: string;
            /** @description Of the step in review. */
            questions: number;
            answered: number;
            /** @description Required questions without an answer, of the step in review. */
            missing: number;
            version: number;
        };
        CaptureSummaryPage: {
            items: components["schemas"]["CaptureSummary"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        CapturedField: {
            id: string;
            question: string;
            type: "text" | "textarea" | "number" | "email" | "phone" | "url" | "date" | "file" | "yes_no" | "single_select" | "multi_select" | "checkbox";
            options?: string[];
            required: boolean;
            sensitive: boolean;
            section: string | null;
            step: number;
            help: string | null;
            labelSource: "accessible_name" | "group" | "ancestor_text" | "table_cell" | "placeholder" | "name_attribute" | "schema" | "given";
            maxLength?: number;
            accept?: string;
            prefilled?: string | boolean | string[] | {
                name: string;
                mediaType: string;
                sha256: string;
                sizeBytes: number;
            } | null;
            requiredGroup?: string;
            answer?: string | boolean | string[] | {
                name: string;
                mediaType: string;
                sha256: string;
                sizeBytes: number;
            } | null;
            source?: "profile" | "resume_check" | "resume_analysis" | "previous_answer" | "model" | "human";
            confidence?: "high" | "medium" | "low";
            evidence?: {
                summary: string;
                passages: {
                    path: string;
                    text: string;
                }[];
            } | null;
        };
        ChooseFilesRequest: {
            /** @description Files of the session; none: the choice is left empty. */
            fileIds: string[];
        };
        Comparison: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            captureId: string;
            version: number;
            steps: {
                step: number;
                approval: {
                    by: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-22T09:30:00.000Z
                     */
                    at: string;
                    answersSha256: string;
                } | null;
                submission: {
                    /**
                     * Format: uuid
                     * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                     */
                    id: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-22T09:30:00.000Z
                     */
                    startedAt: string;
                    /** @enum {string} */
                    outcome: "submitting" | "submitted" | "failed" | "unknown" | "not_submitted";
                    endedAt: string | null;
                    resolvedBy: string | null;
                    note: string | null;
                    evidence: {
                        finalUrl: string;
                        confirmationText: string;
                        screenshotSha256: string | null;
                    } | null;
                } | null;
                fields: {
                    fieldId: string;
                    question: string;
                    /** @enum {string} */
                    type: "text" | "textarea" | "number" | "email" | "phone" | "url" | "date" | "file" | "yes_no" | "single_select" | "multi_select" | "checkbox";
                    section: string | null;
                    required: boolean;
                    sensitive: boolean;
                    proposed: {
                        answer: string | boolean | string[] | {
                            name: string;
                            mediaType: string;
                            sha256: string;
                            sizeBytes: number;
                        } | null;
                        /** @enum {string} */
                        source: "profile" | "resume_check" | "resume_analysis" | "previous_answer" | "model" | "human";
                        /** @enum {string} */
                        confidence: "high" | "medium" | "low";
                    } | null;
                    /** @description Oldest first. */
                    edits: {
                        by: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-22T09:30:00.000Z
                         */
                        at: string;
                        from: string | boolean | string[] | {
                            name: string;
                            mediaType: string;
                            sha256: string;
                            sizeBytes: number;
                        } | null;
                        to: string | boolean | string[] | {
                            name: string;
                            mediaType: string;
                            sha256: string;
                            sizeBytes: number;
                        } | null;
                        /** @enum {string} */
                        source: "profile" | "resume_check" | "resume_analysis" | "previous_answer" | "model" | "human";
                    }[];
                    confirmed: {
                        by: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-22T09:30:00.000Z
                         */
                        at: string;
                    } | null;
                    approved: {
                        answer: string | boolean | string[] | {
                            name: string;
                            mediaType: string;
                            sha256: string;
                            sizeBytes: number;
                        } | null;
                        by: string;
                        /**
                         * Format: date-time
                         * @example 2026-11-22T09:30:00.000Z
                         */
                        at: string;
                    } | null;
                    submitted: {
                        value: string | boolean | string[] | {
                            name: string;
                            sizeBytes: number | null;
                        } | null;
                    } | null;
                    /** @enum {string} */
                    verdict: "matches" | "differs" | "refused" | "not_sent" | "unverified";
                    message: string | null;
                    /** @description Approved is other than proposed, or the page did not take it. */
                    different: boolean;
                }[];
            }[];
        };
        CompleteHandoffRequest: {
            /** @enum {string} */
            outcome: "done" | "failed";
            note?: string;
        };
        ConfirmAnswersRequest: {
            /** @description Fields of the step in review whose proposed answers stand. */
            fieldIds?: string[];
            /**
             * @description Instead of fields: every proposed answer of high confidence, none to a sensitive question or consent.
             * @enum {string}
             */
            confidence?: "high";
        };
        Console: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            consoleId: string;
            mode: "view" | "control";
            user: string;
        };
        ConsoleGrant: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            grantId: string;
            mode: "view" | "control";
            /**
             * @description Who may open it.
             * @example user:maria
             */
            user: string;
            /**
             * @description Actor.
             * @example key:ab12cd34ef56
             */
            grantedBy: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            grantedAt: string;
            /**
             * Format: date-time
             * @description Until then it can be opened.
             * @example 2026-11-22T09:31:00.000Z
             */
            expiresAt: string;
            /**
             * @description `granted`: its link still opens a console. `opened`: it did, and the console is open. `closed`: that console is over.
             * @enum {string}
             */
            status: "granted" | "opened" | "closed" | "expired" | "revoked";
            consoleId: string | null;
            openedAt: string | null;
            endedAt: string | null;
        };
        ConsoleGrantPage: {
            items: components["schemas"]["ConsoleGrant"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        ConsoleState: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            consoleId: string;
            mode: "view" | "control";
            /** @description Whose console it is. */
            user: string;
            /** @description Its person drives the browser by it. */
            hasControl: boolean;
            /** @description Control that is not used for so long goes back to the automation. */
            controlIdleSeconds: number;
            session: {
                /**
                 * Format: uuid
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /** @enum {string} */
                status: "active" | "expired" | "terminated";
                endedReason: ("heartbeat_lost" | "deadline_reached" | "requested" | "browser_crashed" | "host_lost" | "shutdown" | "start_failed") | null;
                viewport: {
                    width: number;
                    height: number;
                };
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                expiresAt: string;
                controlHolder: string | null;
                controlToken: number | null;
                controlSince: string | null;
                /** @description Its screen is recorded, or was. */
                recorded: boolean;
                version: number;
                /** @description Those that are open. */
                handoffs: {
                    /**
                     * Format: uuid
                     * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                     */
                    id: string;
                    reason: string;
                    instructions: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-22T09:30:00.000Z
                     */
                    requestedAt: string;
                    /**
                     * @description Actor.
                     * @example key:ab12cd34ef56
                     */
                    requestedBy: string;
                    /**
                     * Format: date-time
                     * @example 2026-11-22T09:30:00.000Z
                     */
                    deadline: string;
                    outcome: ("done" | "failed" | "timed_out") | null;
                    note: string | null;
                    completedAt: string | null;
                    completedBy: string | null;
                }[];
            };
        };
        Control: {
            /** @description Fencing token: it grows with every holder. */
            token: number;
        };
        CreateApiKeyRequest: {
            /** @example nightly applications */
            name: string;
            /**
             * @example [
             *       "automation"
             *     ]
             */
            roles: ("automation" | "reviewer" | "auditor" | "operator")[];
            /**
             * Format: date-time
             * @description From then on it is refused; without it, it holds until it is revoked.
             * @example 2027-06-30T00:00:00.000Z
             */
            expiresAt?: string;
        };
        CreateSignInLinkRequest: {
            /**
             * @description Becomes the actor `user:<name>`.
             * @default local
             * @example maria
             */
            user?: string;
            /**
             * @description Default: reviewer, auditor, operator.
             * @example [
             *       "reviewer"
             *     ]
             */
            roles?: ("reviewer" | "auditor" | "operator")[];
        };
        CreateWebhookRequest: {
            /**
             * Format: uri
             * @description https, on the public internet, unless the configuration of the gateway opens more.
             * @example https://example.org/countersign
             */
            url: string;
            /** @example tells the team of hand-offs */
            description?: string | null;
            /**
             * @description Only events whose type begins with one of these; none: all.
             * @example [
             *       "session.handoff_requested",
             *       "capture."
             *     ]
             */
            types?: string[];
            /**
             * Format: uuid
             * @description Only events of this run.
             */
            runId?: string | null;
            /** @default true */
            enabled?: boolean;
        };
        DevToolsTargets: {
            id: string;
            /** @constant */
            type: "page";
            title: string;
            url: string;
        }[];
        DevToolsVersion: {
            /** @example Chrome/156.0.8078.79 */
            Browser: string;
            "Protocol-Version": string;
            "User-Agent": string;
            "V8-Version": string;
            webSocketDebuggerUrl: string;
        };
        DocumentReference: {
            kind: "resume" | "cover_letter" | "other";
            name: string;
            mediaType: string;
            sha256: string;
            sizeBytes: number;
        };
        EditAnswersRequest: {
            answers: components["schemas"]["AnswerRequest"][];
        };
        /** @description Server-sent events. `data` is an AuditEvent, `id` the place to go on after; an event of type `end` says why the stream ends. */
        EventStream: string;
        ExportManifest: {
            /** @enum {string} */
            format: "ndjson" | "csv" | "ocsf";
            filter: {
                runId?: string;
                sessionId?: string;
                captureId?: string;
                candidateId?: string;
                aggregate?: "run" | "task" | "candidate" | "session" | "capture" | "audit";
                aggregateId?: string;
                types?: string[];
                from?: number | string;
                to?: number | string;
            };
            /** @description The log was read up to and with this position. */
            position: number;
            count: number;
            firstPosition: number | null;
            lastPosition: number | null;
            sizeBytes: number;
            /** @description Of all bytes of the file. */
            sha256: string;
            /** @description Manifests are not signed yet. */
            signature: null;
        };
        ExtendSessionRequest: {
            /**
             * @description Seconds from now.
             * @example 1800
             */
            ttlSeconds: number;
        };
        FileAnswer: {
            name: string;
            mediaType: string;
            sha256: string;
            sizeBytes: number;
        };
        GrantConsoleRequest: {
            /**
             * @example view
             * @enum {string}
             */
            mode: "view" | "control";
            /** @default 60 */
            ttlSeconds?: number;
            /**
             * @description Who may open it; default: who asks.
             * @example user:local
             */
            user?: string;
        };
        Handoff: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            reason: string;
            instructions: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            requestedAt: string;
            /**
             * @description Actor.
             * @example key:ab12cd34ef56
             */
            requestedBy: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            deadline: string;
            outcome: ("done" | "failed" | "timed_out") | null;
            note: string | null;
            completedAt: string | null;
            completedBy: string | null;
        };
        HandoffPage: {
            items: components["schemas"]["Handoff"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        Health: {
            /**
             * @description degraded (503): a service does not answer, so its commands fail; reads work. unavailable (503): the gateway itself cannot work.
             * @enum {string}
             */
            status: "ready" | "degraded" | "unavailable";
            checks: {
                nats: {
                    /** @enum {string} */
                    status: "up" | "down";
                    roundTripMs: number | null;
                    detail?: unknown;
                    error?: string;
                };
                postgres: {
                    /** @enum {string} */
                    status: "up" | "down";
                    roundTripMs: number | null;
                    detail?: unknown;
                    error?: string;
                };
                readModel: {
                    /** @enum {string} */
                    status: "up" | "down";
                    roundTripMs: number | null;
                    detail?: unknown;
                    error?: string;
                };
                "session-service": {
                    /** @enum {string} */
                    status: "up" | "down";
                    roundTripMs: number | null;
                    detail?: unknown;
                    error?: string;
                };
                "capture-service": {
                    /** @enum {string} */
                    status: "up" | "down";
                    roundTripMs: number | null;
                    detail?: unknown;
                    error?: string;
                };
            };
        };
        Heartbeat: {
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            lastHeartbeatAt: string;
            leaseEndsAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expiresAt: string;
        };
        InSessionRequest: {
            /**
             * Format: uuid
             * @description Default: the session in which the form was read.
             */
            sessionId?: string;
        };
        ListedHandoff: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            reason: string;
            instructions: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            requestedAt: string;
            /**
             * @description Actor.
             * @example key:ab12cd34ef56
             */
            requestedBy: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            deadline: string;
            outcome: ("done" | "failed" | "timed_out") | null;
            note: string | null;
            completedAt: string | null;
            completedBy: string | null;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            sessionId: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            runId: string;
        };
        ListedHandoffPage: {
            items: components["schemas"]["ListedHandoff"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        Live: {
            /** @constant */
            status: "live";
        };
        Me: {
            /** @example user:local */
            actor: string;
            name: string | null;
            roles: ("automation" | "reviewer" | "auditor" | "operator")[];
        };
        NewApiKey: {
            /** @example ab_cd-ef_gh1 */
            id: string;
            name: string;
            roles: ("automation" | "reviewer" | "auditor" | "operator")[];
            createdBy: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            expiresAt: string | null;
            lastUsedAt: string | null;
            revokedAt: string | null;
            /** @description `cs_<id>_<secret>`; shown this once. */
            key: string;
        };
        NewConsoleGrant: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            grantId: string;
            /**
             * Format: uri
             * @description Opens the console once; the secret stands in the fragment.
             */
            url: string;
            mode: "view" | "control";
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expiresAt: string;
        };
        NewWebhook: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            /** Format: uri */
            url: string;
            description: string | null;
            /**
             * @description Empty: all.
             * @example [
             *       "session.handoff_requested"
             *     ]
             */
            types: string[];
            runId: string | null;
            enabled: boolean;
            disabledReason: ("requested" | "gone" | "failing") | null;
            failingSince: string | null;
            /** @description Actor. */
            createdBy: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            version: number;
            /**
             * @description `whsec_` and 32 bytes in base64; shown this once.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw8Vu8rMjZl1o=
             */
            secret: string;
        };
        OpenConsoleRequest: {
            /**
             * @description From the fragment of the grant's URL.
             * @example G1bQ2p0yQm3xT8vN5cK7eW4rZ6uA9sD1fH0jL2oP3iU
             */
            secret: string;
        };
        Pending: {
            /** @description The read model shows the outcome from this position on. */
            position: number;
        };
        Preferences: {
            workAuthorization?: {
                country: string;
                authorized: boolean;
                needsSponsorship: boolean;
            }[];
            salary?: {
                amount: number;
                currency: string;
                period: "year" | "month" | "hour";
            };
            noticePeriod?: string;
            earliestStart?: string;
            willingToRelocate?: boolean;
            remote?: string;
            howDidYouHear?: string;
            pronouns?: string;
        };
        /** @description RFC 9457. */
        Problem: {
            /** @description `urn:countersign:error:<code>` */
            type: string;
            title: string;
            status: number;
            /** @description Stable; a row of docs/errors.md. */
            code: string;
            detail?: string;
            /** @description `urn:countersign:request:<correlation id>` */
            instance?: string;
            errors?: {
                path: string;
                message: string;
            }[];
            /** @description With `rate_limit_exceeded`: the quotas that are used up. */
            "violated-policies"?: string[];
            /** @description With `did_not_exist_yet`: where it came to be. */
            firstPosition?: number;
            /** @description What the code needs beyond that. */
            details?: unknown;
        };
        Profile: {
            name: string;
            /** @description 0: nothing was saved yet. */
            version: number;
            savedAt: string | null;
            savedBy: string | null;
            sizeBytes: number | null;
            inUseBy: string | null;
        };
        ProfilePage: {
            items: components["schemas"]["Profile"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        ProfileRequest: {
            /** @example workday */
            name: string;
            /** @description Whether what the browser holds at the end (cookies, local storage, IndexedDB) becomes the profile; a profile that does not exist is made. One session at a time. */
            save: boolean;
        };
        Recording: {
            /** @description The session was started with `record`. */
            recorded: boolean;
            stopped: {
                /** @enum {string} */
                reason: "size_limit" | "failed";
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                at: string;
            } | null;
            /** @description By index. Of a running session: those that are finished. */
            segments: {
                index: number;
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description A little later than the next one's `from`.
                 */
                to: string;
                sizeBytes: number;
                sha256: string;
                /**
                 * @description `expired`: not kept any more; the log still has its digest.
                 * @enum {string}
                 */
                state: "available" | "expired";
            }[];
        };
        RegisterCandidateRequest: {
            /**
             * @example {
             *       "basics": {
             *         "name": "Ada Example",
             *         "email": "ada@example.org"
             *       },
             *       "work": [
             *         {
             *           "name": "Acme",
             *           "position": "Engineer",
             *           "startDate": "2021-04"
             *         }
             *       ],
             *       "skills": [
             *         {
             *           "name": "Python"
             *         }
             *       ]
             *     }
             */
            resume: components["schemas"]["Resume"];
            /** @description What a resume does not say. */
            preferences?: components["schemas"]["Preferences"];
            /** @description Documents that were uploaded to /v1/documents, with their kind: resume, cover_letter or other. */
            documents?: components["schemas"]["DocumentReference"][];
            /**
             * Format: uuid
             * @description Chosen by the caller, so that a repeat finds the same candidate; otherwise made.
             */
            id?: string;
        };
        RegisterRunRequest: {
            /**
             * Format: uuid
             * @description Chosen by the caller, so that a repeat finds the same run; otherwise made.
             */
            id?: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            candidateId: string;
            /** @example Autumn applications */
            title?: string;
        };
        RegisterTaskRequest: {
            /**
             * Format: uuid
             * @description Chosen by the caller, so that a repeat finds the same task; otherwise made.
             */
            id?: string;
            /** Format: uuid */
            runId: string;
            /**
             * Format: uri
             * @description Where the application form is; http or https.
             * @example https://boards.example.org/acme/jobs/4012
             */
            url: string;
            /** @example Acme */
            company: string;
            /** @example Backend engineer */
            title: string;
        };
        RejectRequest: {
            /** @example The salary question needs a talk first. */
            reason: string;
        };
        RequestHandoffRequest: {
            /**
             * Format: uuid
             * @description Chosen by the caller, so that a repeat finds the same hand-off; otherwise made.
             */
            id?: string;
            /** @example captcha */
            reason: string;
            /** @example Please solve the captcha, then choose "done". */
            instructions: string;
            /** @example 600 */
            timeoutSeconds: number;
        };
        ResolveOutcomeRequest: {
            /** @enum {string} */
            outcome: "submitted" | "not_submitted";
            note?: string;
        };
        /** @description JSON Resume, https://jsonresume.org/schema */
        Resume: {
            [key: string]: unknown;
        };
        RetriedDeliveries: {
            /** @description At most 1000 at once. */
            retried: number;
        };
        Run: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            candidateId: string;
            candidateName: string | null;
            title: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            registeredAt: string;
            version: number;
        };
        RunPage: {
            items: components["schemas"]["Run"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        RunWithTasks: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            candidateId: string;
            candidateName: string | null;
            title: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            registeredAt: string;
            version: number;
            tasks: {
                /**
                 * Format: uuid
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * Format: uuid
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                runId: string;
                /** Format: uri */
                url: string;
                company: string;
                title: string;
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                registeredAt: string;
                captureId: string | null;
                captureStatus: ("in_review" | "approved" | "rejected" | "submitting" | "submitted" | "outcome_unknown") | null;
                version: number;
            }[];
        };
        Session: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            runId: string;
            /** @enum {string} */
            status: "active" | "expired" | "terminated";
            endedReason: ("heartbeat_lost" | "deadline_reached" | "requested" | "browser_crashed" | "host_lost" | "shutdown" | "start_failed") | null;
            endedAt: string | null;
            /** @constant */
            provider: "novnc";
            /**
             * Format: uri
             * @description The console page without a secret.
             */
            userConsoleUrl: string;
            viewport: {
                width: number;
                height: number;
            };
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            startedAt: string;
            lastHeartbeatAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expiresAt: string;
            node: string;
            controlHolder: string | null;
            controlToken: number | null;
            controlSince: string | null;
            /** @description Open ones, oldest first. */
            consoles: {
                /**
                 * Format: uuid
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                consoleId: string;
                /**
                 * Format: uuid
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                grantId: string;
                user: string;
                mode: "view" | "control";
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                openedAt: string;
            }[];
            profile: {
                name: string;
                save: boolean;
            } | null;
            handoffs: {
                /**
                 * Format: uuid
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                reason: string;
                instructions: string;
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                requestedAt: string;
                /**
                 * @description Actor.
                 * @example key:ab12cd34ef56
                 */
                requestedBy: string;
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                deadline: string;
                outcome: ("done" | "failed" | "timed_out") | null;
                note: string | null;
                completedAt: string | null;
                completedBy: string | null;
            }[];
            egressAllow: string[] | null;
            /** @description Its screen is recorded, or was. */
            recorded: boolean;
            version: number;
        };
        SessionFile: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            name: string;
            /** @enum {string} */
            origin: "download" | "upload";
            /** @enum {string} */
            state: "in_progress" | "done" | "cancelled" | "too_large";
            /** @description So far, while it is in progress. */
            sizeBytes: number;
            totalBytes: number | null;
            sha256: string | null;
            mediaType: string;
            /** @description The name under which CDP clients give the file to a form (`DOM.setFileInputFiles`); no path of any disk. */
            path: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
        };
        SessionFiles: {
            files: {
                /**
                 * Format: uuid
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                name: string;
                /** @enum {string} */
                origin: "download" | "upload";
                /** @enum {string} */
                state: "in_progress" | "done" | "cancelled" | "too_large";
                /** @description So far, while it is in progress. */
                sizeBytes: number;
                totalBytes: number | null;
                sha256: string | null;
                mediaType: string;
                /** @description The name under which CDP clients give the file to a form (`DOM.setFileInputFiles`); no path of any disk. */
                path: string;
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                createdAt: string;
            }[];
            chooser: {
                multiple: boolean;
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                openedAt: string;
            } | null;
            limits: {
                fileBytes: number;
                totalBytes: number;
            };
        };
        SessionPage: {
            items: components["schemas"]["Session"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        SignIn: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            /** @example user:local */
            actor: string;
            name: string | null;
            roles: ("automation" | "reviewer" | "auditor" | "operator")[];
            /** @enum {string} */
            method: "link" | "oidc";
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            signedInAt: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            lastSeenAt: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expiresAt: string;
            /** @description It is the one that asks. */
            current: boolean;
        };
        SignInLink: {
            /** Format: uri */
            url: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            expiresAt: string;
        };
        SignInOptions: {
            /** @description One-time links are taken. */
            links: boolean;
            oidc: {
                /** @description What people call the issuer. */
                name: string;
                /** @description Where a browser begins to sign in with it. */
                path: string;
            } | null;
        };
        SignInPage: {
            items: components["schemas"]["SignIn"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        SignInRequest: {
            /** @example G1b…43 characters of base64url */
            token: string;
        };
        SignedOut: {
            issuerSignOutUrl: string | null;
        };
        StartSessionRequest: {
            /**
             * Format: uuid
             * @description Chosen by the caller, so that a repeat finds the same session; otherwise made.
             */
            id?: string;
            /** Format: uuid */
            runId: string;
            /**
             * @description Seconds until it ends in any case.
             * @example 3600
             */
            ttlSeconds?: number;
            /**
             * @description It ends after this long without a heartbeat, an open console or a CDP connection; null: never.
             * @default 60
             */
            heartbeatTimeoutSeconds?: number | null;
            viewport?: components["schemas"]["ViewportRequest"];
            /**
             * Format: uri
             * @description http or https.
             * @example https://boards.example.org/acme/jobs/4012
             */
            startUrl?: string;
            /**
             * @description Record the screen, for as long as the session runs. Who opens its console is told.
             * @default false
             */
            record?: boolean;
            /** @description Narrows what the session may reach to these hosts: `example.com` (that name), `*.example.com` (every name below it), an address or a CIDR range, each with an optional port. It opens nothing; an empty list: nothing. */
            egressAllow?: string[];
            /** @description A browser profile of the run's candidate to start from. */
            profile?: components["schemas"]["ProfileRequest"];
        };
        Task: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            runId: string;
            /** Format: uri */
            url: string;
            company: string;
            title: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            registeredAt: string;
            captureId: string | null;
            captureStatus: ("in_review" | "approved" | "rejected" | "submitting" | "submitted" | "outcome_unknown") | null;
            version: number;
        };
        TaskPage: {
            items: components["schemas"]["Task"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        UpdateResumeRequest: {
            /**
             * @example {
             *       "basics": {
             *         "name": "Ada Example",
             *         "email": "ada@example.org"
             *       },
             *       "work": [
             *         {
             *           "name": "Acme",
             *           "position": "Engineer",
             *           "startDate": "2021-04"
             *         }
             *       ],
             *       "skills": [
             *         {
             *           "name": "Python"
             *         }
             *       ]
             *     }
             */
            resume: components["schemas"]["Resume"];
            /** @description What a resume does not say. */
            preferences?: components["schemas"]["Preferences"];
            /** @description Documents that were uploaded to /v1/documents, with their kind: resume, cover_letter or other. */
            documents?: components["schemas"]["DocumentReference"][];
        };
        UpdateWebhookRequest: {
            /** Format: uri */
            url?: string;
            description?: string | null;
            types?: string[];
            /** Format: uuid */
            runId?: string | null;
            /** @description One that is enabled again gets what happens from then on, and what was pending before. */
            enabled?: boolean;
        };
        ViewportRequest: {
            /** @example 1280 */
            width: number;
            /** @example 800 */
            height: number;
        };
        Webhook: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            id: string;
            /** Format: uri */
            url: string;
            description: string | null;
            /**
             * @description Empty: all.
             * @example [
             *       "session.handoff_requested"
             *     ]
             */
            types: string[];
            runId: string | null;
            enabled: boolean;
            disabledReason: ("requested" | "gone" | "failing") | null;
            failingSince: string | null;
            /** @description Actor. */
            createdBy: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            version: number;
        };
        WebhookDelivery: {
            /**
             * Format: uuid
             * @description Also the `webhook-id` that the receiver sees, at every attempt.
             */
            id: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            eventId: string;
            /** @example session.handoff_requested */
            type: string;
            position: number;
            /** @enum {string} */
            status: "pending" | "delivered" | "dead";
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            nextAttemptAt: string | null;
            finishedAt: string | null;
            attempts: {
                number: number;
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                startedAt: string;
                durationMs: number;
                statusCode: number | null;
                error: string | null;
                responseExcerpt: string | null;
            }[];
        };
        WebhookDeliveryDetail: {
            /**
             * Format: uuid
             * @description Also the `webhook-id` that the receiver sees, at every attempt.
             */
            id: string;
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            eventId: string;
            /** @example session.handoff_requested */
            type: string;
            position: number;
            /** @enum {string} */
            status: "pending" | "delivered" | "dead";
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            createdAt: string;
            nextAttemptAt: string | null;
            finishedAt: string | null;
            attempts: {
                number: number;
                /**
                 * Format: date-time
                 * @example 2026-11-22T09:30:00.000Z
                 */
                startedAt: string;
                durationMs: number;
                statusCode: number | null;
                error: string | null;
                responseExcerpt: string | null;
            }[];
            /** @description What is sent. */
            payload: unknown;
        };
        WebhookDeliveryPage: {
            items: components["schemas"]["WebhookDelivery"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        WebhookPage: {
            items: components["schemas"]["Webhook"][];
            /** @description Opaque cursor of the next page; null at the end. The header `Link` has the whole address. */
            next: string | null;
        };
        WebhookSecret: {
            /**
             * @description `whsec_` and 32 bytes in base64; shown this once.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw8Vu8rMjZl1o=
             */
            secret: string;
            /**
             * Format: date-time
             * @example 2026-11-22T09:30:00.000Z
             */
            previousSignsUntil: string;
        };
        WebhookTest: {
            delivered: boolean;
            statusCode: number | null;
            error: string | null;
            durationMs: number;
            responseExcerpt: string | null;
        };
    };
    responses: {
        /**
         * @description `request_malformed`: The request is not HTTP as it has to be.
         *
         *     `request_invalid`: The request does not have the shape that the API asks for.
         */
        "request_malformed.request_invalid": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request_malformed" | "request_invalid";
                };
            };
        };
        /** @description `not_acceptable`: There is no answer of a media type that is accepted. */
        not_acceptable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "not_acceptable";
                };
            };
        };
        /** @description `url_too_long`: The address is longer than is accepted. */
        url_too_long: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "url_too_long";
                };
            };
        };
        /** @description `content_encoding_not_supported`: A body has to come as it is, not compressed. */
        content_encoding_not_supported: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "content_encoding_not_supported";
                };
            };
        };
        /** @description `rate_limit_exceeded`: There were more requests than are allowed in this time. Try again later. */
        rate_limit_exceeded: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "rate_limit_exceeded";
                };
            };
        };
        /** @description `headers_too_large`: There are more headers, or longer ones, than are accepted. */
        headers_too_large: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "headers_too_large";
                };
            };
        };
        /** @description `internal`: Something went wrong that is not your fault; it was logged. */
        internal: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "internal";
                };
            };
        };
        /**
         * @description `request_invalid`: The request does not have the shape that the API asks for.
         *
         *     `request_malformed`: The request is not HTTP as it has to be.
         *
         *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 200 visible ASCII characters.
         *
         *     `json_malformed`: The body is not well-formed JSON in UTF-8.
         *
         *     `json_too_deep`: The JSON of the body is nested too deeply.
         *
         *     `json_key_refused`: The JSON of the body has a key that is not accepted.
         */
        "request_invalid.request_malformed.idempotency_key_invalid.json_malformed.json_too_deep.json_key_refused": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request_invalid" | "request_malformed" | "idempotency_key_invalid" | "json_malformed" | "json_too_deep" | "json_key_refused";
                };
            };
        };
        /** @description `not_acceptable`: There is no answer of a media type that is accepted. */
        "not_acceptable.4": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "not_acceptable";
                };
            };
        };
        /** @description `body_too_large`: The body is larger than is allowed here. */
        body_too_large: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "body_too_large";
                };
            };
        };
        /** @description `url_too_long`: The address is longer than is accepted. */
        "url_too_long.4": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "url_too_long";
                };
            };
        };
        /**
         * @description `content_encoding_not_supported`: A body has to come as it is, not compressed.
         *
         *     `media_type_not_supported`: The media type of the body is not accepted here.
         */
        "content_encoding_not_supported.media_type_not_supported": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "content_encoding_not_supported" | "media_type_not_supported";
                };
            };
        };
        /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. */
        idempotency_key_reused: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "idempotency_key_reused";
                };
            };
        };
        /** @description `rate_limit_exceeded`: There were more requests than are allowed in this time. Try again later. */
        "rate_limit_exceeded.5": {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "rate_limit_exceeded";
                };
            };
        };
        /** @description `headers_too_large`: There are more headers, or longer ones, than are accepted. */
        "headers_too_large.4": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "headers_too_large";
                };
            };
        };
        /** @description `service_unavailable`: The service that owns this did not answer; nothing is known to have changed. Try again. */
        service_unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "service_unavailable";
                };
            };
        };
        /**
         * @description `request_malformed`: The request is not HTTP as it has to be.
         *
         *     `request_invalid`: The request does not have the shape that the API asks for.
         *
         *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 200 visible ASCII characters.
         *
         *     `json_malformed`: The body is not well-formed JSON in UTF-8.
         *
         *     `json_too_deep`: The JSON of the body is nested too deeply.
         *
         *     `json_key_refused`: The JSON of the body has a key that is not accepted.
         */
        "request_malformed.request_invalid.idempotency_key_invalid.json_malformed.json_too_deep.json_key_refused": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request_malformed" | "request_invalid" | "idempotency_key_invalid" | "json_malformed" | "json_too_deep" | "json_key_refused";
                };
            };
        };
        /** @description `idempotency_key_in_flight`: The first request with this Idempotency-Key is still under way. */
        idempotency_key_in_flight: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "idempotency_key_in_flight";
                };
            };
        };
        /** @description `unauthenticated`: Who you are is not known: the credentials are missing, wrong, expired or revoked. */
        unauthenticated: {
            headers: {
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "unauthenticated";
                };
            };
        };
        /**
         * @description `forbidden`: Your role does not allow this.
         *
         *     `origin_refused`: The request comes from a page of another origin.
         */
        "forbidden.origin_refused": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "forbidden" | "origin_refused";
                };
            };
        };
        /** @description `unauthenticated`: Who you are is not known: the credentials are missing, wrong, expired or revoked. */
        "unauthenticated.5": {
            headers: {
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "unauthenticated";
                };
            };
        };
        /**
         * @description `forbidden`: Your role does not allow this.
         *
         *     `origin_refused`: The request comes from a page of another origin.
         */
        "forbidden.origin_refused.4": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "forbidden" | "origin_refused";
                };
            };
        };
        /**
         * @description `request_invalid`: The request does not have the shape that the API asks for.
         *
         *     `cursor_invalid`: The cursor or position was not given out by this list.
         *
         *     `request_malformed`: The request is not HTTP as it has to be.
         */
        "request_invalid.cursor_invalid.request_malformed": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request_invalid" | "cursor_invalid" | "request_malformed";
                };
            };
        };
        /**
         * @description `request_malformed`: The request is not HTTP as it has to be.
         *
         *     `request_invalid`: The request does not have the shape that the API asks for.
         *
         *     `json_malformed`: The body is not well-formed JSON in UTF-8.
         *
         *     `json_too_deep`: The JSON of the body is nested too deeply.
         *
         *     `json_key_refused`: The JSON of the body has a key that is not accepted.
         */
        "request_malformed.request_invalid.json_malformed.json_too_deep.json_key_refused": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request_malformed" | "request_invalid" | "json_malformed" | "json_too_deep" | "json_key_refused";
                };
            };
        };
        /** @description `body_too_large`: The body is larger than is allowed here. */
        "body_too_large.3": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "body_too_large";
                };
            };
        };
        /**
         * @description `content_encoding_not_supported`: A body has to come as it is, not compressed.
         *
         *     `media_type_not_supported`: The media type of the body is not accepted here.
         */
        "content_encoding_not_supported.media_type_not_supported.3": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "content_encoding_not_supported" | "media_type_not_supported";
                };
            };
        };
        /**
         * @description `request_invalid`: The request does not have the shape that the API asks for.
         *
         *     `cursor_invalid`: The cursor or position was not given out by this list.
         *
         *     `request_malformed`: The request is not HTTP as it has to be.
         */
        "request_invalid.cursor_invalid.request_malformed.5": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Countersign-Position": components["headers"]["ShownPosition"];
                "Preference-Applied": components["headers"]["PreferenceApplied"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request_invalid" | "cursor_invalid" | "request_malformed";
                };
            };
        };
        /** @description `unauthenticated`: Who you are is not known: the credentials are missing, wrong, expired or revoked. */
        "unauthenticated.6": {
            headers: {
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                "X-Request-Id": components["headers"]["RequestId"];
                "Countersign-Position": components["headers"]["ShownPosition"];
                "Preference-Applied": components["headers"]["PreferenceApplied"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "unauthenticated";
                };
            };
        };
        /**
         * @description `forbidden`: Your role does not allow this.
         *
         *     `origin_refused`: The request comes from a page of another origin.
         */
        "forbidden.origin_refused.5": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Countersign-Position": components["headers"]["ShownPosition"];
                "Preference-Applied": components["headers"]["PreferenceApplied"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "forbidden" | "origin_refused";
                };
            };
        };
        /** @description `not_acceptable`: There is no answer of a media type that is accepted. */
        "not_acceptable.5": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Countersign-Position": components["headers"]["ShownPosition"];
                "Preference-Applied": components["headers"]["PreferenceApplied"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "not_acceptable";
                };
            };
        };
        /** @description `url_too_long`: The address is longer than is accepted. */
        "url_too_long.5": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Countersign-Position": components["headers"]["ShownPosition"];
                "Preference-Applied": components["headers"]["PreferenceApplied"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "url_too_long";
                };
            };
        };
        /** @description `content_encoding_not_supported`: A body has to come as it is, not compressed. */
        "content_encoding_not_supported.5": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Countersign-Position": components["headers"]["ShownPosition"];
                "Preference-Applied": components["headers"]["PreferenceApplied"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "content_encoding_not_supported";
                };
            };
        };
        /** @description `place_in_future`: The log has not come that far. */
        place_in_future: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Countersign-Position": components["headers"]["ShownPosition"];
                "Preference-Applied": components["headers"]["PreferenceApplied"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "place_in_future";
                };
            };
        };
        /** @description `rate_limit_exceeded`: There were more requests than are allowed in this time. Try again later. */
        "rate_limit_exceeded.6": {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                "Countersign-Position": components["headers"]["ShownPosition"];
                "Preference-Applied": components["headers"]["PreferenceApplied"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "rate_limit_exceeded";
                };
            };
        };
        /** @description `headers_too_large`: There are more headers, or longer ones, than are accepted. */
        "headers_too_large.5": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Countersign-Position": components["headers"]["ShownPosition"];
                "Preference-Applied": components["headers"]["PreferenceApplied"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "headers_too_large";
                };
            };
        };
        /** @description `internal`: Something went wrong that is not your fault; it was logged. */
        "internal.5": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Countersign-Position": components["headers"]["ShownPosition"];
                "Preference-Applied": components["headers"]["PreferenceApplied"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "internal";
                };
            };
        };
        /**
         * @description `read_model_behind`: The read model does not show that position yet. Try again.
         *
         *     `service_unavailable`: The service that owns this did not answer; nothing is known to have changed. Try again.
         */
        "read_model_behind.service_unavailable": {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                "Countersign-Position": components["headers"]["ShownPosition"];
                "Preference-Applied": components["headers"]["PreferenceApplied"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "read_model_behind" | "service_unavailable";
                };
            };
        };
        /** @description `candidate_erased`: The candidate was erased. */
        candidate_erased: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "candidate_erased";
                };
            };
        };
        /**
         * @description `request_malformed`: The request is not HTTP as it has to be.
         *
         *     `request_invalid`: The request does not have the shape that the API asks for.
         */
        "request_malformed.request_invalid.5": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Countersign-Position": components["headers"]["ShownPosition"];
                "Preference-Applied": components["headers"]["PreferenceApplied"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request_malformed" | "request_invalid";
                };
            };
        };
        /** @description `version_conflict`: What the command is about changed in the meantime. */
        version_conflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "version_conflict";
                };
            };
        };
        /** @description `command_timed_out`: No answer came in time; the command may still take effect. Look before you try again. */
        command_timed_out: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "command_timed_out";
                };
            };
        };
        /** @description `session_not_found`: There is no session with this id. */
        session_not_found: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "session_not_found";
                };
            };
        };
        /** @description `session_not_active`: The session has ended. */
        session_not_active: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "session_not_active";
                };
            };
        };
        /** @description `session_not_found`: There is no session with this id. */
        "session_not_found.3": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "session_not_found";
                };
            };
        };
        /** @description `session_not_active`: The session has ended. */
        "session_not_active.3": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "session_not_active";
                };
            };
        };
        /** @description `page_not_reached`: The page could not be opened. */
        page_not_reached: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "page_not_reached";
                };
            };
        };
        /** @description `capture_not_found`: There is no capture with this id. */
        capture_not_found: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "capture_not_found";
                };
            };
        };
        /**
         * @description `request_invalid`: The request does not have the shape that the API asks for.
         *
         *     `place_invalid`: A place in the log is a position, or an instant of RFC 3339 such as 2026-11-22T09:30:00Z.
         *
         *     `request_malformed`: The request is not HTTP as it has to be.
         */
        "request_invalid.place_invalid.request_malformed": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request_invalid" | "place_invalid" | "request_malformed";
                };
            };
        };
        /** @description `place_in_future`: The log has not come that far. */
        "place_in_future.3": {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "place_in_future";
                };
            };
        };
        /** @description `webhook_not_found`: There is no webhook with this id. */
        webhook_not_found: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "webhook_not_found";
                };
            };
        };
    };
    parameters: {
        /**
         * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
         * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
         */
        IdempotencyKey: string;
        /**
         * @description ETag of what you have.
         * @example "3"
         */
        IfNoneMatch: string;
        /**
         * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
         * @example 4711
         */
        MinPosition: number;
        /**
         * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
         * @example order-17
         */
        RequestId: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The `X-Request-Id` that was sent, or one that was made.
         * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
         */
        RequestId: string;
        /**
         * @description Stream sequence of the commit; the read model has it, unless the answer is a 202.
         * @example 4711
         */
        Position: number;
        /**
         * @description Up to where the answer shows the log.
         * @example 4711
         */
        ShownPosition: number;
        /**
         * @description How long it may have waited, as `wait=N`.
         * @example wait=30
         */
        PreferenceApplied: string;
        /**
         * @description Version of what is answered, for `If-Match`.
         * @example "3"
         */
        ETag: string;
        /**
         * @description The next page (RFC 8288), when there is one: the address of `next`.
         * @example </v1/runs?limit=50&cursor=MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWM>; rel="next"
         */
        Link: string;
        /**
         * @description Where what was made is.
         * @example /v1/runs/6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
         */
        Location: string;
        /**
         * @description What is left of the quota, and seconds until there is more (draft-ietf-httpapi-ratelimit-headers).
         * @example "caller";r=5999;t=1
         */
        RateLimit: string;
        /**
         * @description The quota: how many requests in how many seconds.
         * @example "caller";q=6000;w=60
         */
        RateLimitPolicy: string;
        /**
         * @description Seconds after which trying again makes sense.
         * @example 1
         */
        RetryAfter: number;
        /**
         * @description `true`: this is the answer of the first request with this Idempotency-Key.
         * @example true
         */
        IdempotencyReplayed: "true";
        /**
         * @description How to say who one is.
         * @example Bearer realm="countersign"
         */
        WwwAuthenticate: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    optionsAuth: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "links": true,
                     *       "oidc": {
                     *         "name": "text",
                     *         "path": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SignInOptions"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "G1b…43 characters of base64url"
                 *     }
                 */
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description The cookie of the sign-in: `__Host-`, HttpOnly. */
                    "Set-Cookie"?: string;
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "actor": "user:maria",
                     *       "name": "Maria Example",
                     *       "roles": [
                     *         "reviewer"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "issuerSignOutUrl": "https://example.org/"
                     *     }
                     */
                    "application/json": components["schemas"]["SignedOut"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "actor": "user:maria",
                     *       "name": "Maria Example",
                     *       "roles": [
                     *         "reviewer"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    createSignInLink: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "user": "maria",
                 *       "roles": [
                 *         "reviewer"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateSignInLinkRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://example.org/",
                     *       "expiresAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SignInLink"];
                };
            };
        };
    };
    beginOidc: {
        parameters: {
            query?: {
                /**
                 * @description Page to go on with: a path of this web UI; anything else is its first page.
                 * @example /runs
                 */
                return_to?: string;
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            303: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    finishOidc: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            303: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSignIns: {
        parameters: {
            query?: {
                /**
                 * @description How many a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `next` of the page before.
                 * @example MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "actor": "user:local",
                     *           "name": "text",
                     *           "roles": [
                     *             "automation"
                     *           ],
                     *           "method": "link",
                     *           "signedInAt": "2026-11-22T09:30:00.000Z",
                     *           "lastSeenAt": "2026-11-22T09:30:00.000Z",
                     *           "expiresAt": "2026-11-22T09:30:00.000Z",
                     *           "current": true
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["SignInPage"];
                };
            };
        };
    };
    endSignIn: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the sign-ins.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /**
                 * @description How many a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `next` of the page before.
                 * @example MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ
                 */
                cursor?: string;
                /**
                 * @description Only those that are so now.
                 * @example active
                 */
                state?: "active" | "expired" | "revoked";
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "ab_cd-ef_gh1",
                     *           "name": "text",
                     *           "roles": [
                     *             "automation"
                     *           ],
                     *           "createdBy": "text",
                     *           "createdAt": "2026-11-22T09:30:00.000Z",
                     *           "expiresAt": "2026-11-22T09:30:00.000Z",
                     *           "lastUsedAt": "2026-11-22T09:30:00.000Z",
                     *           "revokedAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "nightly applications",
                 *       "roles": [
                 *         "automation"
                 *       ],
                 *       "expiresAt": "2027-06-30T00:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ab_cd-ef_gh1",
                     *       "name": "text",
                     *       "roles": [
                     *         "automation"
                     *       ],
                     *       "createdBy": "text",
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "expiresAt": "2026-11-22T09:30:00.000Z",
                     *       "lastUsedAt": "2026-11-22T09:30:00.000Z",
                     *       "revokedAt": "2026-11-22T09:30:00.000Z",
                     *       "key": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the API key: the part between the two `_` of the key.
                 * @example ab12cd34ef56
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ab_cd-ef_gh1",
                     *       "name": "text",
                     *       "roles": [
                     *         "automation"
                     *       ],
                     *       "createdBy": "text",
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "expiresAt": "2026-11-22T09:30:00.000Z",
                     *       "lastUsedAt": "2026-11-22T09:30:00.000Z",
                     *       "revokedAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the API key: the part between the two `_` of the key.
                 * @example ab12cd34ef56
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /**
                 * @description How many a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `next` of the page before.
                 * @example MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ
                 */
                cursor?: string;
                /**
                 * @description Only what came to be at this instant or after it.
                 * @example 2026-11-22T09:30:00Z
                 */
                since?: string;
                /**
                 * @description Only what came to be before this instant.
                 * @example 2026-11-22T09:30:00Z
                 */
                until?: string;
                /**
                 * @description Only those of this candidate.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                candidateId?: string;
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *           "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "candidateName": "Ada Example",
                     *           "title": "Autumn applications",
                     *           "registeredAt": "2026-11-22T09:30:00.000Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["RunPage"];
                };
            };
        };
    };
    registerRun: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                 *       "title": "Autumn applications"
                 *     }
                 */
                "application/json": components["schemas"]["RegisterRunRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "candidateName": "Ada Example",
                     *       "title": "Autumn applications",
                     *       "registeredAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1,
                     *       "tasks": [
                     *         {
                     *           "id": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *           "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *           "url": "https://boards.example.org/acme/jobs/4012",
                     *           "company": "Acme",
                     *           "title": "Backend engineer",
                     *           "registeredAt": "2026-11-22T09:30:05.000Z",
                     *           "captureId": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *           "captureStatus": "in_review",
                     *           "version": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RunWithTasks"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: {
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description ETag of what you have.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id of the run.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "candidateName": "Ada Example",
                     *       "title": "Autumn applications",
                     *       "registeredAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1,
                     *       "tasks": [
                     *         {
                     *           "id": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *           "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *           "url": "https://boards.example.org/acme/jobs/4012",
                     *           "company": "Acme",
                     *           "title": "Backend engineer",
                     *           "registeredAt": "2026-11-22T09:30:05.000Z",
                     *           "captureId": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *           "captureStatus": "in_review",
                     *           "version": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RunWithTasks"];
                };
            };
            /** @description You have it already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listTasks: {
        parameters: {
            query?: {
                /**
                 * @description How many a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `next` of the page before.
                 * @example MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ
                 */
                cursor?: string;
                /**
                 * @description Only what came to be at this instant or after it.
                 * @example 2026-11-22T09:30:00Z
                 */
                since?: string;
                /**
                 * @description Only what came to be before this instant.
                 * @example 2026-11-22T09:30:00Z
                 */
                until?: string;
                /**
                 * @description Only those of this run.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                runId?: string;
                /**
                 * @description How far the capture of its form is; `none`: there is none yet; this needs a `runId`.
                 * @example in_review
                 */
                captureStatus?: "in_review" | "approved" | "rejected" | "submitting" | "submitted" | "outcome_unknown" | "none";
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *           "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *           "url": "https://boards.example.org/acme/jobs/4012",
                     *           "company": "Acme",
                     *           "title": "Backend engineer",
                     *           "registeredAt": "2026-11-22T09:30:05.000Z",
                     *           "captureId": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *           "captureStatus": "in_review",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
        };
    };
    registerTask: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "runId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                 *       "url": "https://boards.example.org/acme/jobs/4012",
                 *       "company": "Acme",
                 *       "title": "Backend engineer"
                 *     }
                 */
                "application/json": components["schemas"]["RegisterTaskRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "url": "https://boards.example.org/acme/jobs/4012",
                     *       "company": "Acme",
                     *       "title": "Backend engineer",
                     *       "registeredAt": "2026-11-22T09:30:05.000Z",
                     *       "captureId": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "captureStatus": "in_review",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    getTask: {
        parameters: {
            query?: {
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description ETag of what you have.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id of the task.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "url": "https://boards.example.org/acme/jobs/4012",
                     *       "company": "Acme",
                     *       "title": "Backend engineer",
                     *       "registeredAt": "2026-11-22T09:30:05.000Z",
                     *       "captureId": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "captureStatus": "in_review",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description You have it already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listCandidates: {
        parameters: {
            query?: {
                /**
                 * @description How many a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `next` of the page before.
                 * @example MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ
                 */
                cursor?: string;
                /**
                 * @description Only what came to be at this instant or after it.
                 * @example 2026-11-22T09:30:00Z
                 */
                since?: string;
                /**
                 * @description Only what came to be before this instant.
                 * @example 2026-11-22T09:30:00Z
                 */
                until?: string;
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "name": "Ada Example",
                     *           "email": "ada@example.org",
                     *           "resume": {
                     *             "basics": {
                     *               "name": "Ada Example",
                     *               "email": "ada@example.org"
                     *             },
                     *             "work": [
                     *               {
                     *                 "name": "Acme",
                     *                 "position": "Engineer",
                     *                 "startDate": "2021-04"
                     *               }
                     *             ],
                     *             "skills": [
                     *               {
                     *                 "name": "Python"
                     *               }
                     *             ]
                     *           },
                     *           "preferences": {
                     *             "noticePeriod": "three months",
                     *             "willingToRelocate": false
                     *           },
                     *           "documents": [
                     *             {
                     *               "kind": "resume",
                     *               "name": "resume.pdf",
                     *               "mediaType": "application/pdf",
                     *               "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *               "sizeBytes": 48211
                     *             }
                     *           ],
                     *           "readFromFile": null,
                     *           "registeredAt": "2026-11-22T09:29:50.000Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["CandidatePage"];
                };
            };
        };
    };
    registerCandidate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resume": {
                 *         "basics": {
                 *           "name": "Ada Example",
                 *           "email": "ada@example.org"
                 *         },
                 *         "work": [
                 *           {
                 *             "name": "Acme",
                 *             "position": "Engineer",
                 *             "startDate": "2021-04"
                 *           }
                 *         ],
                 *         "skills": [
                 *           {
                 *             "name": "Python"
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["RegisterCandidateRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "name": "Ada Example",
                     *       "email": "ada@example.org",
                     *       "resume": {
                     *         "basics": {
                     *           "name": "Ada Example",
                     *           "email": "ada@example.org"
                     *         },
                     *         "work": [
                     *           {
                     *             "name": "Acme",
                     *             "position": "Engineer",
                     *             "startDate": "2021-04"
                     *           }
                     *         ],
                     *         "skills": [
                     *           {
                     *             "name": "Python"
                     *           }
                     *         ]
                     *       },
                     *       "preferences": {
                     *         "noticePeriod": "three months",
                     *         "willingToRelocate": false
                     *       },
                     *       "documents": [
                     *         {
                     *           "kind": "resume",
                     *           "name": "resume.pdf",
                     *           "mediaType": "application/pdf",
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "sizeBytes": 48211
                     *         }
                     *       ],
                     *       "readFromFile": null,
                     *       "registeredAt": "2026-11-22T09:29:50.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Candidate"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    getCandidate: {
        parameters: {
            query?: {
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description ETag of what you have.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id of the candidate.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "name": "Ada Example",
                     *       "email": "ada@example.org",
                     *       "resume": {
                     *         "basics": {
                     *           "name": "Ada Example",
                     *           "email": "ada@example.org"
                     *         },
                     *         "work": [
                     *           {
                     *             "name": "Acme",
                     *             "position": "Engineer",
                     *             "startDate": "2021-04"
                     *           }
                     *         ],
                     *         "skills": [
                     *           {
                     *             "name": "Python"
                     *           }
                     *         ]
                     *       },
                     *       "preferences": {
                     *         "noticePeriod": "three months",
                     *         "willingToRelocate": false
                     *       },
                     *       "documents": [
                     *         {
                     *           "kind": "resume",
                     *           "name": "resume.pdf",
                     *           "mediaType": "application/pdf",
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "sizeBytes": 48211
                     *         }
                     *       ],
                     *       "readFromFile": null,
                     *       "registeredAt": "2026-11-22T09:29:50.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Candidate"];
                };
            };
            /** @description You have it already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateResume: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of what you saw.
                 * @example "3"
                 */
                "If-Match"?: string;
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the candidate.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resume": {
                 *         "basics": {
                 *           "name": "Ada Example",
                 *           "email": "ada@example.org"
                 *         },
                 *         "work": [
                 *           {
                 *             "name": "Acme",
                 *             "position": "Engineer",
                 *             "startDate": "2021-04"
                 *           }
                 *         ],
                 *         "skills": [
                 *           {
                 *             "name": "Python"
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UpdateResumeRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "name": "Ada Example",
                     *       "email": "ada@example.org",
                     *       "resume": {
                     *         "basics": {
                     *           "name": "Ada Example",
                     *           "email": "ada@example.org"
                     *         },
                     *         "work": [
                     *           {
                     *             "name": "Acme",
                     *             "position": "Engineer",
                     *             "startDate": "2021-04"
                     *           }
                     *         ],
                     *         "skills": [
                     *           {
                     *             "name": "Python"
                     *           }
                     *         ]
                     *       },
                     *       "preferences": {
                     *         "noticePeriod": "three months",
                     *         "willingToRelocate": false
                     *       },
                     *       "documents": [
                     *         {
                     *           "kind": "resume",
                     *           "name": "resume.pdf",
                     *           "mediaType": "application/pdf",
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "sizeBytes": 48211
                     *         }
                     *       ],
                     *       "readFromFile": null,
                     *       "registeredAt": "2026-11-22T09:29:50.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Candidate"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    uploadResume: {
        parameters: {
            query: {
                /**
                 * @description Name under which the file is attached to a form.
                 * @example resume.pdf
                 */
                name: string;
            };
            header?: {
                /**
                 * @description ETag of what you saw.
                 * @example "3"
                 */
                "If-Match"?: string;
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the candidate.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        /** @description The file itself, with its media type as Content-Type: PDF, DOCX, or a JSON Resume; at most 10 MB. */
        requestBody: {
            content: {
                /** @example text */
                "application/json": string;
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "name": "Ada Example",
                     *       "email": "ada@example.org",
                     *       "resume": {
                     *         "basics": {
                     *           "name": "Ada Example",
                     *           "email": "ada@example.org"
                     *         },
                     *         "work": [
                     *           {
                     *             "name": "Acme",
                     *             "position": "Engineer",
                     *             "startDate": "2021-04"
                     *           }
                     *         ],
                     *         "skills": [
                     *           {
                     *             "name": "Python"
                     *           }
                     *         ]
                     *       },
                     *       "preferences": {
                     *         "noticePeriod": "three months",
                     *         "willingToRelocate": false
                     *       },
                     *       "documents": [
                     *         {
                     *           "kind": "resume",
                     *           "name": "resume.pdf",
                     *           "mediaType": "application/pdf",
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "sizeBytes": 48211
                     *         }
                     *       ],
                     *       "readFromFile": null,
                     *       "registeredAt": "2026-11-22T09:29:50.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Candidate"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    uploadDocument: {
        parameters: {
            query: {
                /**
                 * @description Name under which the file is attached to a form.
                 * @example resume.pdf
                 */
                name: string;
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The file itself, with its media type as Content-Type; at most 10 MB. */
        requestBody: {
            content: {
                /** @example text */
                "application/json": string;
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "resume.pdf",
                     *       "mediaType": "application/pdf",
                     *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "sizeBytes": 48211
                     *     }
                     */
                    "application/json": components["schemas"]["FileAnswer"];
                };
            };
        };
    };
    getDocument: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description ETag of what you have.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description SHA-256 of the bytes, in lower-case hex.
                 * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                 */
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Its digest. */
                    ETag?: string;
                    /** @description Whether a browser shows it or saves it. */
                    "Content-Disposition"?: string;
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["Binary"];
                };
            };
            /** @description You have it already. */
            304: {
                headers: {
                    /** @description Its digest. */
                    ETag?: string;
                    /** @description Whether a browser shows it or saves it. */
                    "Content-Disposition"?: string;
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /**
                 * @description How many a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `next` of the page before.
                 * @example MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ
                 */
                cursor?: string;
                /**
                 * @description Only what came to be at this instant or after it.
                 * @example 2026-11-22T09:30:00Z
                 */
                since?: string;
                /**
                 * @description Only what came to be before this instant.
                 * @example 2026-11-22T09:30:00Z
                 */
                until?: string;
                /**
                 * @description Only those of this run.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                runId?: string;
                /**
                 * @description Only those that are so now.
                 * @example active
                 */
                status?: "active" | "expired" | "terminated";
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *           "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *           "status": "active",
                     *           "endedReason": null,
                     *           "endedAt": null,
                     *           "provider": "novnc",
                     *           "userConsoleUrl": "https://countersign.example.org/console/d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *           "viewport": {
                     *             "width": 1280,
                     *             "height": 800
                     *           },
                     *           "startedAt": "2026-11-22T09:31:00.000Z",
                     *           "lastHeartbeatAt": "2026-11-22T09:31:30.000Z",
                     *           "expiresAt": "2026-11-22T10:31:00.000Z",
                     *           "node": "node-1",
                     *           "controlHolder": null,
                     *           "controlToken": null,
                     *           "controlSince": null,
                     *           "consoles": [],
                     *           "profile": null,
                     *           "handoffs": [
                     *             {
                     *               "id": "1f0e9d8c-7b6a-4594-8372-615f4e3d2c66",
                     *               "reason": "captcha",
                     *               "instructions": "Please solve the captcha, then choose \"done\".",
                     *               "requestedAt": "2026-11-22T09:32:00.000Z",
                     *               "requestedBy": "key:ab12cd34ef56",
                     *               "deadline": "2026-11-22T09:42:00.000Z",
                     *               "outcome": null,
                     *               "note": null,
                     *               "completedAt": null,
                     *               "completedBy": null
                     *             }
                     *           ],
                     *           "egressAllow": null,
                     *           "recorded": false,
                     *           "version": 2
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
        };
    };
    startSession: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "runId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                 *       "ttlSeconds": 3600,
                 *       "startUrl": "https://boards.example.org/acme/jobs/4012"
                 *     }
                 */
                "application/json": components["schemas"]["StartSessionRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "status": "active",
                     *       "endedReason": null,
                     *       "endedAt": null,
                     *       "provider": "novnc",
                     *       "userConsoleUrl": "https://countersign.example.org/console/d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "viewport": {
                     *         "width": 1280,
                     *         "height": 800
                     *       },
                     *       "startedAt": "2026-11-22T09:31:00.000Z",
                     *       "lastHeartbeatAt": "2026-11-22T09:31:30.000Z",
                     *       "expiresAt": "2026-11-22T10:31:00.000Z",
                     *       "node": "node-1",
                     *       "controlHolder": null,
                     *       "controlToken": null,
                     *       "controlSince": null,
                     *       "consoles": [],
                     *       "profile": null,
                     *       "handoffs": [
                     *         {
                     *           "id": "1f0e9d8c-7b6a-4594-8372-615f4e3d2c66",
                     *           "reason": "captcha",
                     *           "instructions": "Please solve the captcha, then choose \"done\".",
                     *           "requestedAt": "2026-11-22T09:32:00.000Z",
                     *           "requestedBy": "key:ab12cd34ef56",
                     *           "deadline": "2026-11-22T09:42:00.000Z",
                     *           "outcome": null,
                     *           "note": null,
                     *           "completedAt": null,
                     *           "completedBy": null
                     *         }
                     *       ],
                     *       "egressAllow": null,
                     *       "recorded": false,
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: {
                /**
                 * @description As it was then. A position, or an instant of RFC 3339: after every commit that the log had stored by then.
                 * @example 2026-11-22T09:30:00Z
                 */
                at?: string;
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description ETag of what you have.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "status": "active",
                     *       "endedReason": null,
                     *       "endedAt": null,
                     *       "provider": "novnc",
                     *       "userConsoleUrl": "https://countersign.example.org/console/d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "viewport": {
                     *         "width": 1280,
                     *         "height": 800
                     *       },
                     *       "startedAt": "2026-11-22T09:31:00.000Z",
                     *       "lastHeartbeatAt": "2026-11-22T09:31:30.000Z",
                     *       "expiresAt": "2026-11-22T10:31:00.000Z",
                     *       "node": "node-1",
                     *       "controlHolder": null,
                     *       "controlToken": null,
                     *       "controlSince": null,
                     *       "consoles": [],
                     *       "profile": null,
                     *       "handoffs": [
                     *         {
                     *           "id": "1f0e9d8c-7b6a-4594-8372-615f4e3d2c66",
                     *           "reason": "captcha",
                     *           "instructions": "Please solve the captcha, then choose \"done\".",
                     *           "requestedAt": "2026-11-22T09:32:00.000Z",
                     *           "requestedBy": "key:ab12cd34ef56",
                     *           "deadline": "2026-11-22T09:42:00.000Z",
                     *           "outcome": null,
                     *           "note": null,
                     *           "completedAt": null,
                     *           "completedBy": null
                     *         }
                     *       ],
                     *       "egressAllow": null,
                     *       "recorded": false,
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description You have it already. */
            304: {
                headers: {
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sendHeartbeat: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lastHeartbeatAt": "2026-11-22T09:30:00.000Z",
                     *       "leaseEndsAt": "2026-11-22T09:30:00.000Z",
                     *       "expiresAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Heartbeat"];
                };
            };
        };
    };
    extendSession: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ttlSeconds": 1800
                 *     }
                 */
                "application/json": components["schemas"]["ExtendSessionRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "status": "active",
                     *       "endedReason": null,
                     *       "endedAt": null,
                     *       "provider": "novnc",
                     *       "userConsoleUrl": "https://countersign.example.org/console/d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "viewport": {
                     *         "width": 1280,
                     *         "height": 800
                     *       },
                     *       "startedAt": "2026-11-22T09:31:00.000Z",
                     *       "lastHeartbeatAt": "2026-11-22T09:31:30.000Z",
                     *       "expiresAt": "2026-11-22T10:31:00.000Z",
                     *       "node": "node-1",
                     *       "controlHolder": null,
                     *       "controlToken": null,
                     *       "controlSince": null,
                     *       "consoles": [],
                     *       "profile": null,
                     *       "handoffs": [
                     *         {
                     *           "id": "1f0e9d8c-7b6a-4594-8372-615f4e3d2c66",
                     *           "reason": "captcha",
                     *           "instructions": "Please solve the captcha, then choose \"done\".",
                     *           "requestedAt": "2026-11-22T09:32:00.000Z",
                     *           "requestedBy": "key:ab12cd34ef56",
                     *           "deadline": "2026-11-22T09:42:00.000Z",
                     *           "outcome": null,
                     *           "note": null,
                     *           "completedAt": null,
                     *           "completedBy": null
                     *         }
                     *       ],
                     *       "egressAllow": null,
                     *       "recorded": false,
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    terminateSession: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "status": "active",
                     *       "endedReason": null,
                     *       "endedAt": null,
                     *       "provider": "novnc",
                     *       "userConsoleUrl": "https://countersign.example.org/console/d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "viewport": {
                     *         "width": 1280,
                     *         "height": 800
                     *       },
                     *       "startedAt": "2026-11-22T09:31:00.000Z",
                     *       "lastHeartbeatAt": "2026-11-22T09:31:30.000Z",
                     *       "expiresAt": "2026-11-22T10:31:00.000Z",
                     *       "node": "node-1",
                     *       "controlHolder": null,
                     *       "controlToken": null,
                     *       "controlSince": null,
                     *       "consoles": [],
                     *       "profile": null,
                     *       "handoffs": [
                     *         {
                     *           "id": "1f0e9d8c-7b6a-4594-8372-615f4e3d2c66",
                     *           "reason": "captcha",
                     *           "instructions": "Please solve the captcha, then choose \"done\".",
                     *           "requestedAt": "2026-11-22T09:32:00.000Z",
                     *           "requestedBy": "key:ab12cd34ef56",
                     *           "deadline": "2026-11-22T09:42:00.000Z",
                     *           "outcome": null,
                     *           "note": null,
                     *           "completedAt": null,
                     *           "completedBy": null
                     *         }
                     *       ],
                     *       "egressAllow": null,
                     *       "recorded": false,
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    takeControl: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Control"];
                };
            };
        };
    };
    returnControl: {
        parameters: {
            query?: {
                /**
                 * @description Fencing token of the turn that is given back. With it, a late request ends no later turn.
                 * @example 3
                 */
                token?: number;
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listHandoffsOfSession: {
        parameters: {
            query?: {
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "1f0e9d8c-7b6a-4594-8372-615f4e3d2c66",
                     *           "reason": "captcha",
                     *           "instructions": "Please solve the captcha, then choose \"done\".",
                     *           "requestedAt": "2026-11-22T09:32:00.000Z",
                     *           "requestedBy": "key:ab12cd34ef56",
                     *           "deadline": "2026-11-22T09:42:00.000Z",
                     *           "outcome": null,
                     *           "note": null,
                     *           "completedAt": null,
                     *           "completedBy": null
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["HandoffPage"];
                };
            };
        };
    };
    requestHandoff: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "captcha",
                 *       "instructions": "Please solve the captcha, then choose \"done\".",
                 *       "timeoutSeconds": 600
                 *     }
                 */
                "application/json": components["schemas"]["RequestHandoffRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1f0e9d8c-7b6a-4594-8372-615f4e3d2c66",
                     *       "reason": "captcha",
                     *       "instructions": "Please solve the captcha, then choose \"done\".",
                     *       "requestedAt": "2026-11-22T09:32:00.000Z",
                     *       "requestedBy": "key:ab12cd34ef56",
                     *       "deadline": "2026-11-22T09:42:00.000Z",
                     *       "outcome": null,
                     *       "note": null,
                     *       "completedAt": null,
                     *       "completedBy": null
                     *     }
                     */
                    "application/json": components["schemas"]["Handoff"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    getHandoff: {
        parameters: {
            query?: {
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description `wait=N` (RFC 7240): answer when the outcome is known, after N seconds (at most 60) at the latest.
                 * @example wait=30
                 */
                Prefer?: string;
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description Id of the hand-off.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                handoffId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1f0e9d8c-7b6a-4594-8372-615f4e3d2c66",
                     *       "reason": "captcha",
                     *       "instructions": "Please solve the captcha, then choose \"done\".",
                     *       "requestedAt": "2026-11-22T09:32:00.000Z",
                     *       "requestedBy": "key:ab12cd34ef56",
                     *       "deadline": "2026-11-22T09:42:00.000Z",
                     *       "outcome": null,
                     *       "note": null,
                     *       "completedAt": null,
                     *       "completedBy": null
                     *     }
                     */
                    "application/json": components["schemas"]["Handoff"];
                };
            };
        };
    };
    completeHandoff: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description Id of the hand-off.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                handoffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "outcome": "done"
                 *     }
                 */
                "application/json": components["schemas"]["CompleteHandoffRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1f0e9d8c-7b6a-4594-8372-615f4e3d2c66",
                     *       "reason": "captcha",
                     *       "instructions": "Please solve the captcha, then choose \"done\".",
                     *       "requestedAt": "2026-11-22T09:32:00.000Z",
                     *       "requestedBy": "key:ab12cd34ef56",
                     *       "deadline": "2026-11-22T09:42:00.000Z",
                     *       "outcome": null,
                     *       "note": null,
                     *       "completedAt": null,
                     *       "completedBy": null
                     *     }
                     */
                    "application/json": components["schemas"]["Handoff"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    listHandoffs: {
        parameters: {
            query?: {
                /**
                 * @description How many a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `next` of the page before.
                 * @example MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ
                 */
                cursor?: string;
                /**
                 * @description Only what came to be at this instant or after it.
                 * @example 2026-11-22T09:30:00Z
                 */
                since?: string;
                /**
                 * @description Only what came to be before this instant.
                 * @example 2026-11-22T09:30:00Z
                 */
                until?: string;
                /**
                 * @description Only those of this run.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                runId?: string;
                /**
                 * @description `open`: somebody waits for it; `completed`: it has an outcome.
                 * @example open
                 */
                state?: "open" | "completed";
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "1f0e9d8c-7b6a-4594-8372-615f4e3d2c66",
                     *           "reason": "captcha",
                     *           "instructions": "Please solve the captcha, then choose \"done\".",
                     *           "requestedAt": "2026-11-22T09:32:00.000Z",
                     *           "requestedBy": "key:ab12cd34ef56",
                     *           "deadline": "2026-11-22T09:42:00.000Z",
                     *           "outcome": null,
                     *           "note": null,
                     *           "completedAt": null,
                     *           "completedBy": null,
                     *           "sessionId": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *           "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ListedHandoffPage"];
                };
            };
        };
    };
    connectConsole: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection speaks the other protocol from here on. */
            101: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openConsole: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secret": "G1bQ2p0yQm3xT8vN5cK7eW4rZ6uA9sD1fH0jL2oP3iU"
                 *     }
                 */
                "application/json": components["schemas"]["OpenConsoleRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    /** @description The console's cookie: `__Host-`, HttpOnly, bound to session, mode and user. */
                    "Set-Cookie"?: string;
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "consoleId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "mode": "view",
                     *       "user": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["Console"];
                };
            };
        };
    };
    listConsoleGrants: {
        parameters: {
            query?: {
                /**
                 * @description How many a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `next` of the page before.
                 * @example MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ
                 */
                cursor?: string;
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "grantId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "mode": "view",
                     *           "user": "user:maria",
                     *           "grantedBy": "key:ab12cd34ef56",
                     *           "grantedAt": "2026-11-22T09:30:00.000Z",
                     *           "expiresAt": "2026-11-22T09:31:00.000Z",
                     *           "status": "granted",
                     *           "consoleId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "openedAt": "2026-11-22T09:30:00.000Z",
                     *           "endedAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ConsoleGrantPage"];
                };
            };
        };
    };
    createConsoleGrant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mode": "view",
                 *       "user": "user:local"
                 *     }
                 */
                "application/json": components["schemas"]["GrantConsoleRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "grantId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "url": "https://example.org/",
                     *       "mode": "view",
                     *       "expiresAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["NewConsoleGrant"];
                };
            };
        };
    };
    getConsoleGrant: {
        parameters: {
            query?: {
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description Id of the grant.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                grantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "grantId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "mode": "view",
                     *       "user": "user:maria",
                     *       "grantedBy": "key:ab12cd34ef56",
                     *       "grantedAt": "2026-11-22T09:30:00.000Z",
                     *       "expiresAt": "2026-11-22T09:31:00.000Z",
                     *       "status": "granted",
                     *       "consoleId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "openedAt": "2026-11-22T09:30:00.000Z",
                     *       "endedAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ConsoleGrant"];
                };
            };
        };
    };
    revokeConsoleGrant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description Id of the grant.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                grantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getConsoleState: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "consoleId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "mode": "view",
                     *       "user": "text",
                     *       "hasControl": true,
                     *       "controlIdleSeconds": 1,
                     *       "session": {
                     *         "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *         "status": "active",
                     *         "endedReason": "heartbeat_lost",
                     *         "viewport": {
                     *           "width": 320,
                     *           "height": 240
                     *         },
                     *         "expiresAt": "2026-11-22T09:30:00.000Z",
                     *         "controlHolder": "text",
                     *         "controlToken": 1,
                     *         "controlSince": "2026-11-22T09:30:00.000Z",
                     *         "recorded": true,
                     *         "version": 1,
                     *         "handoffs": [
                     *           {
                     *             "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *             "reason": "text",
                     *             "instructions": "text",
                     *             "requestedAt": "2026-11-22T09:30:00.000Z",
                     *             "requestedBy": "key:ab12cd34ef56",
                     *             "deadline": "2026-11-22T09:30:00.000Z",
                     *             "outcome": "done",
                     *             "note": "text",
                     *             "completedAt": "2026-11-22T09:30:00.000Z",
                     *             "completedBy": "user:local"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ConsoleState"];
                };
            };
        };
    };
    takeControlByConsole: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Control"];
                };
            };
        };
    };
    returnControlByConsole: {
        parameters: {
            query?: {
                /**
                 * @description Fencing token of the turn that is given back. With it, a late request ends no later turn.
                 * @example 3
                 */
                token?: number;
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    completeHandoffByConsole: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description Id of the hand-off.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                handoffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "outcome": "done"
                 *     }
                 */
                "application/json": components["schemas"]["CompleteHandoffRequest"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    connectCdp: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection speaks the other protocol from here on. */
            101: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getCdpVersion: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "Browser": "Chrome/156.0.8078.79",
                     *       "Protocol-Version": "text",
                     *       "User-Agent": "text",
                     *       "V8-Version": "text",
                     *       "webSocketDebuggerUrl": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["DevToolsVersion"];
                };
            };
        };
    };
    listCdpTargets: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "text",
                     *         "type": "page",
                     *         "title": "text",
                     *         "url": "text"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["DevToolsTargets"];
                };
            };
        };
    };
    listCdpTargetsInShort: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "text",
                     *         "type": "page",
                     *         "title": "text",
                     *         "url": "text"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["DevToolsTargets"];
                };
            };
        };
    };
    listProfiles: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the candidate.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "text",
                     *           "version": 1,
                     *           "savedAt": "2026-11-22T09:30:00.000Z",
                     *           "savedBy": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "sizeBytes": 1,
                     *           "inUseBy": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ProfilePage"];
                };
            };
        };
    };
    deleteProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the candidate.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description Name of the browser profile.
                 * @example workday
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSessionFiles: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "files": [
                     *         {
                     *           "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "name": "text",
                     *           "origin": "download",
                     *           "state": "in_progress",
                     *           "sizeBytes": 1,
                     *           "totalBytes": 1,
                     *           "sha256": "text",
                     *           "mediaType": "text",
                     *           "path": "text",
                     *           "createdAt": "2026-11-22T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "chooser": {
                     *         "multiple": true,
                     *         "openedAt": "2026-11-22T09:30:00.000Z"
                     *       },
                     *       "limits": {
                     *         "fileBytes": 1,
                     *         "totalBytes": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SessionFiles"];
                };
            };
        };
    };
    uploadSessionFile: {
        parameters: {
            query: {
                /**
                 * @description Name under which a page sees the file.
                 * @example resume.pdf
                 */
                name: string;
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        /** @description The file itself, with its media type as Content-Type. */
        requestBody: {
            content: {
                /** @example text */
                "application/json": string;
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "name": "text",
                     *       "origin": "download",
                     *       "state": "in_progress",
                     *       "sizeBytes": 1,
                     *       "totalBytes": 1,
                     *       "sha256": "text",
                     *       "mediaType": "text",
                     *       "path": "text",
                     *       "createdAt": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionFile"];
                };
            };
        };
    };
    chooseSessionFile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fileIds": [
                 *         "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ChooseFilesRequest"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSessionFile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description Id of the file.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Its name. */
                    "Content-Disposition"?: string;
                    /** @description Its SHA-256 (RFC 9530), once it is whole. */
                    "Repr-Digest"?: string;
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["Binary"];
                };
            };
        };
    };
    deleteSessionFile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description Id of the file.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getRecording: {
        parameters: {
            query?: {
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recorded": true,
                     *       "stopped": {
                     *         "reason": "size_limit",
                     *         "at": "2026-11-22T09:30:00.000Z"
                     *       },
                     *       "segments": [
                     *         {
                     *           "index": 0,
                     *           "from": "2026-11-22T09:30:00.000Z",
                     *           "to": "2026-11-22T09:30:00.000Z",
                     *           "sizeBytes": 1,
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "state": "available"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Recording"];
                };
            };
        };
    };
    getRecordingSegment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description ETag of what you have.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id of the session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description Index of the segment, from 0.
                 * @example 0
                 */
                index: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Its digest. */
                    ETag?: string;
                    /** @description A name for the file. */
                    "Content-Disposition"?: string;
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["Binary"];
                };
            };
            /** @description You have it already. */
            304: {
                headers: {
                    /** @description Its digest. */
                    ETag?: string;
                    /** @description A name for the file. */
                    "Content-Disposition"?: string;
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listCaptures: {
        parameters: {
            query?: {
                /**
                 * @description How many a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `next` of the page before.
                 * @example MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ
                 */
                cursor?: string;
                /**
                 * @description Only what came to be at this instant or after it.
                 * @example 2026-11-22T09:30:00Z
                 */
                since?: string;
                /**
                 * @description Only what came to be before this instant.
                 * @example 2026-11-22T09:30:00Z
                 */
                until?: string;
                /**
                 * @description Only those of this candidate.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                candidateId?: string;
                /**
                 * @description Only those of this run.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                runId?: string;
                /**
                 * @description Several with commas between: in_review, approved, rejected, submitting, submitted, outcome_unknown.
                 * @example in_review,approved
                 */
                status?: string;
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *           "taskId": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *           "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *           "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "candidateName": "Ada Example",
                     *           "company": "Acme",
                     *           "title": "Backend engineer",
                     *           "status": "in_review",
                     *           "step": 1,
                     *           "steps": 1,
                     *           "adapter": "greenhouse",
                     *           "sessionId": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *           "capturedAt": "2026-11-22T09:31:20.000Z",
                     *           "questions": 2,
                     *           "answered": 1,
                     *           "missing": 1,
                     *           "version": 2
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["CaptureSummaryPage"];
                };
            };
        };
    };
    createCapture: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "taskId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11"
                 *     }
                 */
                "application/json": components["schemas"]["CaptureRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "taskId": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "candidateName": "Ada Example",
                     *       "company": "Acme",
                     *       "title": "Backend engineer",
                     *       "status": "in_review",
                     *       "step": 1,
                     *       "steps": 1,
                     *       "adapter": "greenhouse",
                     *       "sessionId": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "capturedAt": "2026-11-22T09:31:20.000Z",
                     *       "questions": 2,
                     *       "answered": 1,
                     *       "missing": 1,
                     *       "version": 2,
                     *       "url": "https://boards.example.org/acme/jobs/4012",
                     *       "pageTitle": "Backend engineer at Acme",
                     *       "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "fields": [
                     *         {
                     *           "id": "email",
                     *           "question": "E-mail",
                     *           "type": "email",
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "accessible_name",
                     *           "answer": "ada@example.org",
                     *           "source": "profile",
                     *           "confidence": "high",
                     *           "evidence": {
                     *             "summary": "basics.email of the resume",
                     *             "passages": [
                     *               {
                     *                 "path": "/basics/email",
                     *                 "text": "ada@example.org"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "authorized",
                     *           "question": "Are you authorized to work in Germany?",
                     *           "type": "yes_no",
                     *           "options": [
                     *             "Yes",
                     *             "No"
                     *           ],
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "group",
                     *           "answer": null,
                     *           "source": null,
                     *           "confidence": null,
                     *           "evidence": null
                     *         }
                     *       ],
                     *       "answersSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "approvedSha256": null,
                     *       "approvedBy": null,
                     *       "approvedAt": null,
                     *       "notices": [],
                     *       "blockedReason": null,
                     *       "differences": [],
                     *       "keptAnswers": [],
                     *       "droppedAnswers": [],
                     *       "errors": [],
                     *       "rejectedReason": null,
                     *       "evidence": null,
                     *       "unknownOutcome": null,
                     *       "resolution": null
                     *     }
                     */
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    getCapture: {
        parameters: {
            query?: {
                /**
                 * @description As it was then. A position, or an instant of RFC 3339: after every commit that the log had stored by then.
                 * @example 2026-11-22T09:30:00Z
                 */
                at?: string;
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description ETag of what you have.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id of the capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "taskId": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "candidateName": "Ada Example",
                     *       "company": "Acme",
                     *       "title": "Backend engineer",
                     *       "status": "in_review",
                     *       "step": 1,
                     *       "steps": 1,
                     *       "adapter": "greenhouse",
                     *       "sessionId": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "capturedAt": "2026-11-22T09:31:20.000Z",
                     *       "questions": 2,
                     *       "answered": 1,
                     *       "missing": 1,
                     *       "version": 2,
                     *       "url": "https://boards.example.org/acme/jobs/4012",
                     *       "pageTitle": "Backend engineer at Acme",
                     *       "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "fields": [
                     *         {
                     *           "id": "email",
                     *           "question": "E-mail",
                     *           "type": "email",
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "accessible_name",
                     *           "answer": "ada@example.org",
                     *           "source": "profile",
                     *           "confidence": "high",
                     *           "evidence": {
                     *             "summary": "basics.email of the resume",
                     *             "passages": [
                     *               {
                     *                 "path": "/basics/email",
                     *                 "text": "ada@example.org"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "authorized",
                     *           "question": "Are you authorized to work in Germany?",
                     *           "type": "yes_no",
                     *           "options": [
                     *             "Yes",
                     *             "No"
                     *           ],
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "group",
                     *           "answer": null,
                     *           "source": null,
                     *           "confidence": null,
                     *           "evidence": null
                     *         }
                     *       ],
                     *       "answersSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "approvedSha256": null,
                     *       "approvedBy": null,
                     *       "approvedAt": null,
                     *       "notices": [],
                     *       "blockedReason": null,
                     *       "differences": [],
                     *       "keptAnswers": [],
                     *       "droppedAnswers": [],
                     *       "errors": [],
                     *       "rejectedReason": null,
                     *       "evidence": null,
                     *       "unknownOutcome": null,
                     *       "resolution": null
                     *     }
                     */
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description You have it already. */
            304: {
                headers: {
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getComparison: {
        parameters: {
            query?: {
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description ETag of what you have.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id of the capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "captureId": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "version": 5,
                     *       "steps": [
                     *         {
                     *           "step": 1,
                     *           "approval": {
                     *             "by": "user:maria",
                     *             "at": "2026-11-22T09:40:00.000Z",
                     *             "answersSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *           },
                     *           "submission": null,
                     *           "fields": [
                     *             {
                     *               "fieldId": "email",
                     *               "question": "E-mail",
                     *               "type": "email",
                     *               "section": "About you",
                     *               "required": true,
                     *               "sensitive": false,
                     *               "proposed": {
                     *                 "answer": "ada@example.org",
                     *                 "source": "profile",
                     *                 "confidence": "high"
                     *               },
                     *               "edits": [],
                     *               "confirmed": {
                     *                 "by": "user:maria",
                     *                 "at": "2026-11-22T09:39:00.000Z"
                     *               },
                     *               "approved": {
                     *                 "answer": "ada@example.org",
                     *                 "by": "user:maria",
                     *                 "at": "2026-11-22T09:40:00.000Z"
                     *               },
                     *               "submitted": null,
                     *               "verdict": "not_sent",
                     *               "message": null,
                     *               "different": false
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Comparison"];
                };
            };
            /** @description You have it already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    editAnswers: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description ETag of what you saw.
                 * @example "3"
                 */
                "If-Match": string;
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "answers": [
                 *         {
                 *           "fieldId": "email",
                 *           "answer": "ada@example.org"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EditAnswersRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "taskId": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "candidateName": "Ada Example",
                     *       "company": "Acme",
                     *       "title": "Backend engineer",
                     *       "status": "in_review",
                     *       "step": 1,
                     *       "steps": 1,
                     *       "adapter": "greenhouse",
                     *       "sessionId": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "capturedAt": "2026-11-22T09:31:20.000Z",
                     *       "questions": 2,
                     *       "answered": 1,
                     *       "missing": 1,
                     *       "version": 2,
                     *       "url": "https://boards.example.org/acme/jobs/4012",
                     *       "pageTitle": "Backend engineer at Acme",
                     *       "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "fields": [
                     *         {
                     *           "id": "email",
                     *           "question": "E-mail",
                     *           "type": "email",
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "accessible_name",
                     *           "answer": "ada@example.org",
                     *           "source": "profile",
                     *           "confidence": "high",
                     *           "evidence": {
                     *             "summary": "basics.email of the resume",
                     *             "passages": [
                     *               {
                     *                 "path": "/basics/email",
                     *                 "text": "ada@example.org"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "authorized",
                     *           "question": "Are you authorized to work in Germany?",
                     *           "type": "yes_no",
                     *           "options": [
                     *             "Yes",
                     *             "No"
                     *           ],
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "group",
                     *           "answer": null,
                     *           "source": null,
                     *           "confidence": null,
                     *           "evidence": null
                     *         }
                     *       ],
                     *       "answersSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "approvedSha256": null,
                     *       "approvedBy": null,
                     *       "approvedAt": null,
                     *       "notices": [],
                     *       "blockedReason": null,
                     *       "differences": [],
                     *       "keptAnswers": [],
                     *       "droppedAnswers": [],
                     *       "errors": [],
                     *       "rejectedReason": null,
                     *       "evidence": null,
                     *       "unknownOutcome": null,
                     *       "resolution": null
                     *     }
                     */
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    confirmAnswers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of what you saw.
                 * @example "3"
                 */
                "If-Match"?: string;
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["ConfirmAnswersRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "taskId": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "candidateName": "Ada Example",
                     *       "company": "Acme",
                     *       "title": "Backend engineer",
                     *       "status": "in_review",
                     *       "step": 1,
                     *       "steps": 1,
                     *       "adapter": "greenhouse",
                     *       "sessionId": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "capturedAt": "2026-11-22T09:31:20.000Z",
                     *       "questions": 2,
                     *       "answered": 1,
                     *       "missing": 1,
                     *       "version": 2,
                     *       "url": "https://boards.example.org/acme/jobs/4012",
                     *       "pageTitle": "Backend engineer at Acme",
                     *       "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "fields": [
                     *         {
                     *           "id": "email",
                     *           "question": "E-mail",
                     *           "type": "email",
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "accessible_name",
                     *           "answer": "ada@example.org",
                     *           "source": "profile",
                     *           "confidence": "high",
                     *           "evidence": {
                     *             "summary": "basics.email of the resume",
                     *             "passages": [
                     *               {
                     *                 "path": "/basics/email",
                     *                 "text": "ada@example.org"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "authorized",
                     *           "question": "Are you authorized to work in Germany?",
                     *           "type": "yes_no",
                     *           "options": [
                     *             "Yes",
                     *             "No"
                     *           ],
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "group",
                     *           "answer": null,
                     *           "source": null,
                     *           "confidence": null,
                     *           "evidence": null
                     *         }
                     *       ],
                     *       "answersSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "approvedSha256": null,
                     *       "approvedBy": null,
                     *       "approvedAt": null,
                     *       "notices": [],
                     *       "blockedReason": null,
                     *       "differences": [],
                     *       "keptAnswers": [],
                     *       "droppedAnswers": [],
                     *       "errors": [],
                     *       "rejectedReason": null,
                     *       "evidence": null,
                     *       "unknownOutcome": null,
                     *       "resolution": null
                     *     }
                     */
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    approveCapture: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of what you saw.
                 * @example "3"
                 */
                "If-Match"?: string;
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "answersSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                 *     }
                 */
                "application/json": components["schemas"]["ApproveRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "taskId": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "candidateName": "Ada Example",
                     *       "company": "Acme",
                     *       "title": "Backend engineer",
                     *       "status": "in_review",
                     *       "step": 1,
                     *       "steps": 1,
                     *       "adapter": "greenhouse",
                     *       "sessionId": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "capturedAt": "2026-11-22T09:31:20.000Z",
                     *       "questions": 2,
                     *       "answered": 1,
                     *       "missing": 1,
                     *       "version": 2,
                     *       "url": "https://boards.example.org/acme/jobs/4012",
                     *       "pageTitle": "Backend engineer at Acme",
                     *       "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "fields": [
                     *         {
                     *           "id": "email",
                     *           "question": "E-mail",
                     *           "type": "email",
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "accessible_name",
                     *           "answer": "ada@example.org",
                     *           "source": "profile",
                     *           "confidence": "high",
                     *           "evidence": {
                     *             "summary": "basics.email of the resume",
                     *             "passages": [
                     *               {
                     *                 "path": "/basics/email",
                     *                 "text": "ada@example.org"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "authorized",
                     *           "question": "Are you authorized to work in Germany?",
                     *           "type": "yes_no",
                     *           "options": [
                     *             "Yes",
                     *             "No"
                     *           ],
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "group",
                     *           "answer": null,
                     *           "source": null,
                     *           "confidence": null,
                     *           "evidence": null
                     *         }
                     *       ],
                     *       "answersSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "approvedSha256": null,
                     *       "approvedBy": null,
                     *       "approvedAt": null,
                     *       "notices": [],
                     *       "blockedReason": null,
                     *       "differences": [],
                     *       "keptAnswers": [],
                     *       "droppedAnswers": [],
                     *       "errors": [],
                     *       "rejectedReason": null,
                     *       "evidence": null,
                     *       "unknownOutcome": null,
                     *       "resolution": null
                     *     }
                     */
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    rejectCapture: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of what you saw.
                 * @example "3"
                 */
                "If-Match"?: string;
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The salary question needs a talk first."
                 *     }
                 */
                "application/json": components["schemas"]["RejectRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "taskId": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "candidateName": "Ada Example",
                     *       "company": "Acme",
                     *       "title": "Backend engineer",
                     *       "status": "in_review",
                     *       "step": 1,
                     *       "steps": 1,
                     *       "adapter": "greenhouse",
                     *       "sessionId": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "capturedAt": "2026-11-22T09:31:20.000Z",
                     *       "questions": 2,
                     *       "answered": 1,
                     *       "missing": 1,
                     *       "version": 2,
                     *       "url": "https://boards.example.org/acme/jobs/4012",
                     *       "pageTitle": "Backend engineer at Acme",
                     *       "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "fields": [
                     *         {
                     *           "id": "email",
                     *           "question": "E-mail",
                     *           "type": "email",
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "accessible_name",
                     *           "answer": "ada@example.org",
                     *           "source": "profile",
                     *           "confidence": "high",
                     *           "evidence": {
                     *             "summary": "basics.email of the resume",
                     *             "passages": [
                     *               {
                     *                 "path": "/basics/email",
                     *                 "text": "ada@example.org"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "authorized",
                     *           "question": "Are you authorized to work in Germany?",
                     *           "type": "yes_no",
                     *           "options": [
                     *             "Yes",
                     *             "No"
                     *           ],
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "group",
                     *           "answer": null,
                     *           "source": null,
                     *           "confidence": null,
                     *           "evidence": null
                     *         }
                     *       ],
                     *       "answersSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "approvedSha256": null,
                     *       "approvedBy": null,
                     *       "approvedAt": null,
                     *       "notices": [],
                     *       "blockedReason": null,
                     *       "differences": [],
                     *       "keptAnswers": [],
                     *       "droppedAnswers": [],
                     *       "errors": [],
                     *       "rejectedReason": null,
                     *       "evidence": null,
                     *       "unknownOutcome": null,
                     *       "resolution": null
                     *     }
                     */
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    submitCapture: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of what you saw.
                 * @example "3"
                 */
                "If-Match"?: string;
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["InSessionRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "taskId": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "candidateName": "Ada Example",
                     *       "company": "Acme",
                     *       "title": "Backend engineer",
                     *       "status": "in_review",
                     *       "step": 1,
                     *       "steps": 1,
                     *       "adapter": "greenhouse",
                     *       "sessionId": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "capturedAt": "2026-11-22T09:31:20.000Z",
                     *       "questions": 2,
                     *       "answered": 1,
                     *       "missing": 1,
                     *       "version": 2,
                     *       "url": "https://boards.example.org/acme/jobs/4012",
                     *       "pageTitle": "Backend engineer at Acme",
                     *       "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "fields": [
                     *         {
                     *           "id": "email",
                     *           "question": "E-mail",
                     *           "type": "email",
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "accessible_name",
                     *           "answer": "ada@example.org",
                     *           "source": "profile",
                     *           "confidence": "high",
                     *           "evidence": {
                     *             "summary": "basics.email of the resume",
                     *             "passages": [
                     *               {
                     *                 "path": "/basics/email",
                     *                 "text": "ada@example.org"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "authorized",
                     *           "question": "Are you authorized to work in Germany?",
                     *           "type": "yes_no",
                     *           "options": [
                     *             "Yes",
                     *             "No"
                     *           ],
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "group",
                     *           "answer": null,
                     *           "source": null,
                     *           "confidence": null,
                     *           "evidence": null
                     *         }
                     *       ],
                     *       "answersSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "approvedSha256": null,
                     *       "approvedBy": null,
                     *       "approvedAt": null,
                     *       "notices": [],
                     *       "blockedReason": null,
                     *       "differences": [],
                     *       "keptAnswers": [],
                     *       "droppedAnswers": [],
                     *       "errors": [],
                     *       "rejectedReason": null,
                     *       "evidence": null,
                     *       "unknownOutcome": null,
                     *       "resolution": null
                     *     }
                     */
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    recaptureCapture: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of what you saw.
                 * @example "3"
                 */
                "If-Match"?: string;
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["InSessionRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "taskId": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "candidateName": "Ada Example",
                     *       "company": "Acme",
                     *       "title": "Backend engineer",
                     *       "status": "in_review",
                     *       "step": 1,
                     *       "steps": 1,
                     *       "adapter": "greenhouse",
                     *       "sessionId": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "capturedAt": "2026-11-22T09:31:20.000Z",
                     *       "questions": 2,
                     *       "answered": 1,
                     *       "missing": 1,
                     *       "version": 2,
                     *       "url": "https://boards.example.org/acme/jobs/4012",
                     *       "pageTitle": "Backend engineer at Acme",
                     *       "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "fields": [
                     *         {
                     *           "id": "email",
                     *           "question": "E-mail",
                     *           "type": "email",
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "accessible_name",
                     *           "answer": "ada@example.org",
                     *           "source": "profile",
                     *           "confidence": "high",
                     *           "evidence": {
                     *             "summary": "basics.email of the resume",
                     *             "passages": [
                     *               {
                     *                 "path": "/basics/email",
                     *                 "text": "ada@example.org"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "authorized",
                     *           "question": "Are you authorized to work in Germany?",
                     *           "type": "yes_no",
                     *           "options": [
                     *             "Yes",
                     *             "No"
                     *           ],
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "group",
                     *           "answer": null,
                     *           "source": null,
                     *           "confidence": null,
                     *           "evidence": null
                     *         }
                     *       ],
                     *       "answersSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "approvedSha256": null,
                     *       "approvedBy": null,
                     *       "approvedAt": null,
                     *       "notices": [],
                     *       "blockedReason": null,
                     *       "differences": [],
                     *       "keptAnswers": [],
                     *       "droppedAnswers": [],
                     *       "errors": [],
                     *       "rejectedReason": null,
                     *       "evidence": null,
                     *       "unknownOutcome": null,
                     *       "resolution": null
                     *     }
                     */
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    showCapture: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["InSessionRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "taskId": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "candidateName": "Ada Example",
                     *       "company": "Acme",
                     *       "title": "Backend engineer",
                     *       "status": "in_review",
                     *       "step": 1,
                     *       "steps": 1,
                     *       "adapter": "greenhouse",
                     *       "sessionId": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "capturedAt": "2026-11-22T09:31:20.000Z",
                     *       "questions": 2,
                     *       "answered": 1,
                     *       "missing": 1,
                     *       "version": 2,
                     *       "url": "https://boards.example.org/acme/jobs/4012",
                     *       "pageTitle": "Backend engineer at Acme",
                     *       "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "fields": [
                     *         {
                     *           "id": "email",
                     *           "question": "E-mail",
                     *           "type": "email",
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "accessible_name",
                     *           "answer": "ada@example.org",
                     *           "source": "profile",
                     *           "confidence": "high",
                     *           "evidence": {
                     *             "summary": "basics.email of the resume",
                     *             "passages": [
                     *               {
                     *                 "path": "/basics/email",
                     *                 "text": "ada@example.org"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "authorized",
                     *           "question": "Are you authorized to work in Germany?",
                     *           "type": "yes_no",
                     *           "options": [
                     *             "Yes",
                     *             "No"
                     *           ],
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "group",
                     *           "answer": null,
                     *           "source": null,
                     *           "confidence": null,
                     *           "evidence": null
                     *         }
                     *       ],
                     *       "answersSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "approvedSha256": null,
                     *       "approvedBy": null,
                     *       "approvedAt": null,
                     *       "notices": [],
                     *       "blockedReason": null,
                     *       "differences": [],
                     *       "keptAnswers": [],
                     *       "droppedAnswers": [],
                     *       "errors": [],
                     *       "rejectedReason": null,
                     *       "evidence": null,
                     *       "unknownOutcome": null,
                     *       "resolution": null
                     *     }
                     */
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    resolveOutcome: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of what you saw.
                 * @example "3"
                 */
                "If-Match"?: string;
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "outcome": "submitted"
                 *     }
                 */
                "application/json": components["schemas"]["ResolveOutcomeRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "e7c1a2b3-4d5e-5f60-9a8b-1c2d3e4f5a55",
                     *       "taskId": "9a4d7c1b-5e2f-4f3a-b6c8-7d1e2f3a4b33",
                     *       "runId": "2c9f8f0e-63a1-4c67-8a7f-0f2b0c9d1e22",
                     *       "candidateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "candidateName": "Ada Example",
                     *       "company": "Acme",
                     *       "title": "Backend engineer",
                     *       "status": "in_review",
                     *       "step": 1,
                     *       "steps": 1,
                     *       "adapter": "greenhouse",
                     *       "sessionId": "d3b07384-d9a0-4c9b-8f4e-5a6b7c8d9e44",
                     *       "capturedAt": "2026-11-22T09:31:20.000Z",
                     *       "questions": 2,
                     *       "answered": 1,
                     *       "missing": 1,
                     *       "version": 2,
                     *       "url": "https://boards.example.org/acme/jobs/4012",
                     *       "pageTitle": "Backend engineer at Acme",
                     *       "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "fields": [
                     *         {
                     *           "id": "email",
                     *           "question": "E-mail",
                     *           "type": "email",
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "accessible_name",
                     *           "answer": "ada@example.org",
                     *           "source": "profile",
                     *           "confidence": "high",
                     *           "evidence": {
                     *             "summary": "basics.email of the resume",
                     *             "passages": [
                     *               {
                     *                 "path": "/basics/email",
                     *                 "text": "ada@example.org"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "id": "authorized",
                     *           "question": "Are you authorized to work in Germany?",
                     *           "type": "yes_no",
                     *           "options": [
                     *             "Yes",
                     *             "No"
                     *           ],
                     *           "required": true,
                     *           "sensitive": false,
                     *           "section": "About you",
                     *           "step": 1,
                     *           "help": null,
                     *           "labelSource": "group",
                     *           "answer": null,
                     *           "source": null,
                     *           "confidence": null,
                     *           "evidence": null
                     *         }
                     *       ],
                     *       "answersSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "approvedSha256": null,
                     *       "approvedBy": null,
                     *       "approvedAt": null,
                     *       "notices": [],
                     *       "blockedReason": null,
                     *       "differences": [],
                     *       "keptAnswers": [],
                     *       "droppedAnswers": [],
                     *       "errors": [],
                     *       "rejectedReason": null,
                     *       "evidence": null,
                     *       "unknownOutcome": null,
                     *       "resolution": null
                     *     }
                     */
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    "Countersign-Position": components["headers"]["Position"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 4711
                     *     }
                     */
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /**
                 * @description Events of everything in this run.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                runId?: string;
                /**
                 * @description Only those of this session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                sessionId?: string;
                /**
                 * @description Only those of this capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                captureId?: string;
                /**
                 * @description Events of this candidate, and of everything in its runs.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                candidateId?: string;
                /**
                 * @description `audit`: who read the audit. Those events are left out unless this, or `type`, asks for them.
                 * @example capture
                 */
                aggregate?: "run" | "task" | "candidate" | "session" | "capture" | "audit";
                /**
                 * @description Only events of what has this id.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                aggregateId?: string;
                /**
                 * @description Several with commas between; docs/events.md lists them.
                 * @example countersign.capture.approved.v1
                 */
                type?: string;
                /**
                 * @description The first place that counts. An instant counts itself.
                 * @example 2026-11-22T09:30:00Z
                 */
                from?: string;
                /**
                 * @description The last place that counts. A position, or an instant of RFC 3339: after every commit that the log had stored by then.
                 * @example 2026-11-22T09:30:00Z
                 */
                to?: string;
                /**
                 * @description A position (exclusive), or `next` of the page before.
                 * @example 120
                 */
                after?: string;
                /**
                 * @description How many a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says.
                 * @example 4711
                 */
                min_position?: components["parameters"]["MinPosition"];
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Countersign-Position": components["headers"]["ShownPosition"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "position": 1,
                     *           "index": 1,
                     *           "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "type": "countersign.session.started.v1",
                     *           "source": "text",
                     *           "aggregate": "text",
                     *           "aggregateId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "aggregateVersion": 1,
                     *           "runId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "actor": "text",
                     *           "correlationId": "text",
                     *           "causationId": "text",
                     *           "time": "2026-11-22T09:30:00.000Z",
                     *           "storedAt": "2026-11-22T09:30:00.000Z",
                     *           "data": {}
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["AuditEventPage"];
                };
            };
        };
    };
    getAuditState: {
        parameters: {
            query: {
                /**
                 * @description What kind of thing it is.
                 * @example capture
                 */
                aggregate: "run" | "task" | "candidate" | "session" | "capture";
                /**
                 * @description Its id.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description Default: now. A position, or an instant of RFC 3339: after every commit that the log had stored by then.
                 * @example 2026-11-22T09:30:00Z
                 */
                at?: string;
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "aggregate": "run",
                     *       "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "position": 1,
                     *       "version": 1,
                     *       "lastPosition": 1,
                     *       "state": {}
                     *     }
                     */
                    "application/json": components["schemas"]["AuditState"];
                };
            };
        };
    };
    getAuditDifference: {
        parameters: {
            query: {
                /**
                 * @description What kind of thing it is.
                 * @example capture
                 */
                aggregate: "run" | "task" | "candidate" | "session" | "capture";
                /**
                 * @description Its id.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description A position, or an instant of RFC 3339: after every commit that the log had stored by then.
                 * @example 2026-11-22T09:30:00Z
                 */
                from: string;
                /**
                 * @description Default: now. A position, or an instant of RFC 3339: after every commit that the log had stored by then.
                 * @example 2026-11-22T09:30:00Z
                 */
                to?: string;
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "aggregate": "run",
                     *       "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "from": {
                     *         "position": 1,
                     *         "version": 1
                     *       },
                     *       "to": {
                     *         "position": 1,
                     *         "version": 1
                     *       },
                     *       "differences": [
                     *         {
                     *           "path": "/fields/email/answer",
                     *           "kind": "added",
                     *           "changed": {
                     *             "position": 1,
                     *             "index": 1,
                     *             "eventId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *             "type": "text",
                     *             "actor": "user:ada",
                     *             "time": "2026-11-22T09:30:00.000Z"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AuditDifference"];
                };
            };
        };
    };
    getAuditPosition: {
        parameters: {
            query?: {
                /**
                 * @description Default: now. A position, or an instant of RFC 3339: after every commit that the log had stored by then.
                 * @example 2026-11-22T09:30:00Z
                 */
                at?: string;
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "position": 1,
                     *       "storedAt": "2026-11-22T09:30:00.000Z",
                     *       "lastPosition": 1,
                     *       "readModelPosition": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AuditPosition"];
                };
            };
        };
    };
    exportAuditEvents: {
        parameters: {
            query?: {
                /**
                 * @description Events of everything in this run.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                runId?: string;
                /**
                 * @description Only those of this session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                sessionId?: string;
                /**
                 * @description Only those of this capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                captureId?: string;
                /**
                 * @description Events of this candidate, and of everything in its runs.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                candidateId?: string;
                /**
                 * @description `audit`: who read the audit. Those events are left out unless this, or `type`, asks for them.
                 * @example capture
                 */
                aggregate?: "run" | "task" | "candidate" | "session" | "capture" | "audit";
                /**
                 * @description Only events of what has this id.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                aggregateId?: string;
                /**
                 * @description Several with commas between; docs/events.md lists them.
                 * @example countersign.capture.approved.v1
                 */
                type?: string;
                /**
                 * @description The first place that counts. An instant counts itself.
                 * @example 2026-11-22T09:30:00Z
                 */
                from?: string;
                /**
                 * @description The last place that counts. A position, or an instant of RFC 3339: after every commit that the log had stored by then.
                 * @example 2026-11-22T09:30:00Z
                 */
                to?: string;
                /**
                 * @description How each event is written.
                 * @example ndjson
                 */
                format?: "ndjson" | "csv" | "ocsf";
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Up to where the log was read. */
                    "Countersign-Position"?: string;
                    /** @description How many events there are. */
                    "Countersign-Count"?: string;
                    /** @description `rel="describedby"`: the manifest of exactly this file. */
                    Link?: string;
                    /** @description A name for the file. */
                    "Content-Disposition"?: string;
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["Binary"];
                    "text/csv": components["schemas"]["Binary"];
                };
            };
        };
    };
    getExportManifest: {
        parameters: {
            query?: {
                /**
                 * @description Events of everything in this run.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                runId?: string;
                /**
                 * @description Only those of this session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                sessionId?: string;
                /**
                 * @description Only those of this capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                captureId?: string;
                /**
                 * @description Events of this candidate, and of everything in its runs.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                candidateId?: string;
                /**
                 * @description `audit`: who read the audit. Those events are left out unless this, or `type`, asks for them.
                 * @example capture
                 */
                aggregate?: "run" | "task" | "candidate" | "session" | "capture" | "audit";
                /**
                 * @description Only events of what has this id.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                aggregateId?: string;
                /**
                 * @description Several with commas between; docs/events.md lists them.
                 * @example countersign.capture.approved.v1
                 */
                type?: string;
                /**
                 * @description The first place that counts. An instant counts itself.
                 * @example 2026-11-22T09:30:00Z
                 */
                from?: string;
                /**
                 * @description The last place that counts. A position, or an instant of RFC 3339: after every commit that the log had stored by then.
                 * @example 2026-11-22T09:30:00Z
                 */
                to?: string;
                /**
                 * @description How each event is written.
                 * @example ndjson
                 */
                format?: "ndjson" | "csv" | "ocsf";
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "format": "ndjson",
                     *       "filter": {},
                     *       "position": 1,
                     *       "count": 1,
                     *       "firstPosition": 1,
                     *       "lastPosition": 1,
                     *       "sizeBytes": 1,
                     *       "sha256": "text",
                     *       "signature": null
                     *     }
                     */
                    "application/json": components["schemas"]["ExportManifest"];
                };
            };
        };
    };
    followEvents: {
        parameters: {
            query?: {
                /**
                 * @description Only events of this run, and of what is in it.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                runId?: string;
                /**
                 * @description Only events of this session.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                sessionId?: string;
                /**
                 * @description Only events of this capture.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                captureId?: string;
                /**
                 * @description Only events of this candidate, and of everything in its runs.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                candidateId?: string;
                /**
                 * @description Only events of these types, with commas between. `countersign.audit.read.v1`, who read the audit, is told only when it is named.
                 * @example countersign.capture.approved.v1
                 */
                type?: string;
                /**
                 * @description Place after which to begin: a position, or the id of an event. Default: now. `Last-Event-ID` counts more.
                 * @example 120
                 */
                after?: string;
            };
            header?: {
                /**
                 * @description The last id that was heard, to go on after it; EventSource sends it by itself.
                 * @example 120
                 */
                "Last-Event-ID"?: string;
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["EventStream"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /**
                 * @description How many a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `next` of the page before.
                 * @example MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "url": "https://example.org/",
                     *           "description": "text",
                     *           "types": [
                     *             "session.handoff_requested"
                     *           ],
                     *           "runId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "enabled": true,
                     *           "disabledReason": "requested",
                     *           "failingSince": "2026-11-22T09:30:00.000Z",
                     *           "createdBy": "text",
                     *           "createdAt": "2026-11-22T09:30:00.000Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.org/countersign",
                 *       "description": "tells the team of hand-offs",
                 *       "types": [
                 *         "session.handoff_requested",
                 *         "capture."
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateWebhookRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "url": "https://example.org/",
                     *       "description": "text",
                     *       "types": [
                     *         "session.handoff_requested"
                     *       ],
                     *       "runId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "enabled": true,
                     *       "disabledReason": "requested",
                     *       "failingSince": "2026-11-22T09:30:00.000Z",
                     *       "createdBy": "text",
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1,
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw8Vu8rMjZl1o="
                     *     }
                     */
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description ETag of what you have.
                 * @example "3"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "url": "https://example.org/",
                     *       "description": "text",
                     *       "types": [
                     *         "session.handoff_requested"
                     *       ],
                     *       "runId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "enabled": true,
                     *       "disabledReason": "requested",
                     *       "failingSince": "2026-11-22T09:30:00.000Z",
                     *       "createdBy": "text",
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description You have it already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of what you saw.
                 * @example "3"
                 */
                "If-Match"?: string;
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["UpdateWebhookRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "url": "https://example.org/",
                     *       "description": "text",
                     *       "types": [
                     *         "session.handoff_requested"
                     *       ],
                     *       "runId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "enabled": true,
                     *       "disabledReason": "requested",
                     *       "failingSince": "2026-11-22T09:30:00.000Z",
                     *       "createdBy": "text",
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw8Vu8rMjZl1o=",
                     *       "previousSignsUntil": "2026-11-22T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivered": true,
                     *       "statusCode": 1,
                     *       "error": "text",
                     *       "durationMs": 1,
                     *       "responseExcerpt": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description How many a page has at most.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description `next` of the page before.
                 * @example MjAyNi0xMS0yMlQwOTozMDowMC4wMDBaIDZmMWMyYTUyLTBkMGUtNGE1NS05ZDlkLTNmNmY2ZjBmOGYxMQ
                 */
                cursor?: string;
                /**
                 * @description Only those that are so now.
                 * @example pending
                 */
                status?: "pending" | "delivered" | "dead";
            };
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "eventId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *           "type": "session.handoff_requested",
                     *           "position": 1,
                     *           "status": "pending",
                     *           "createdAt": "2026-11-22T09:30:00.000Z",
                     *           "nextAttemptAt": "2026-11-22T09:30:00.000Z",
                     *           "finishedAt": "2026-11-22T09:30:00.000Z",
                     *           "attempts": [
                     *             {
                     *               "number": 1,
                     *               "startedAt": "2026-11-22T09:30:00.000Z",
                     *               "durationMs": 1,
                     *               "statusCode": 1,
                     *               "error": "text",
                     *               "responseExcerpt": "text"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description Id of the delivery, which its receiver sees as `webhook-id`.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "eventId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "type": "session.handoff_requested",
                     *       "position": 1,
                     *       "status": "pending",
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "nextAttemptAt": "2026-11-22T09:30:00.000Z",
                     *       "finishedAt": "2026-11-22T09:30:00.000Z",
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "startedAt": "2026-11-22T09:30:00.000Z",
                     *           "durationMs": 1,
                     *           "statusCode": 1,
                     *           "error": "text",
                     *           "responseExcerpt": "text"
                     *         }
                     *       ],
                     *       "payload": {}
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDeliveryDetail"];
                };
            };
        };
    };
    retryWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
                /**
                 * @description Id of the delivery, which its receiver sees as `webhook-id`.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "eventId": "6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11",
                     *       "type": "session.handoff_requested",
                     *       "position": 1,
                     *       "status": "pending",
                     *       "createdAt": "2026-11-22T09:30:00.000Z",
                     *       "nextAttemptAt": "2026-11-22T09:30:00.000Z",
                     *       "finishedAt": "2026-11-22T09:30:00.000Z",
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "startedAt": "2026-11-22T09:30:00.000Z",
                     *           "durationMs": 1,
                     *           "statusCode": 1,
                     *           "error": "text",
                     *           "responseExcerpt": "text"
                     *         }
                     *       ],
                     *       "payload": {}
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDeliveryDetail"];
                };
            };
        };
    };
    retryDeadDeliveries: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
                /**
                 * @description Makes a repeat get the first answer again. Unguessable, such as a random UUID; kept for 24 hours.
                 * @example 0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the webhook.
                 * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "retried": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RetriedDeliveries"];
                };
            };
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "live"
                     *     }
                     */
                    "application/json": components["schemas"]["Live"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. It comes back in the answer, and stands in the logs and in the events that it caused; one that is not of this form is replaced.
                 * @example order-17
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "checks": {
                     *         "nats": {
                     *           "status": "up",
                     *           "roundTripMs": 1
                     *         },
                     *         "postgres": {
                     *           "status": "up",
                     *           "roundTripMs": 1
                     *         },
                     *         "readModel": {
                     *           "status": "up",
                     *           "roundTripMs": 1
                     *         },
                     *         "session-service": {
                     *           "status": "up",
                     *           "roundTripMs": 1
                     *         },
                     *         "capture-service": {
                     *           "status": "up",
                     *           "roundTripMs": 1
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
}
