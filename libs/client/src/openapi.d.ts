// Generated from apps/gateway/openapi.json by `npm run generate`; do not edit.
export interface paths {
    "/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How people can sign in here */
        get: operations["Auth.options"];
        put?: never;
        /** Exchange the token of a sign-in link for a cookie, once */
        post: operations["Auth.signIn"];
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
         */
        post: operations["Auth.signOut"];
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
        get: operations["Auth.me"];
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
        post: operations["Auth.createLink"];
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
         */
        get: operations["Oidc.begin"];
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
         */
        get: operations["Oidc.finish"];
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
        get: operations["SignIns.list"];
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
        delete: operations["SignIns.end"];
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
        get: operations["ApiKeys.list"];
        put?: never;
        /**
         * Make an API key; its text is shown this once
         * @description That it was made, by whom and with which roles, is in the audit.
         *
         *     Roles: operator.
         */
        post: operations["ApiKeys.create"];
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
        get: operations["ApiKeys.get"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description It ends at once here, and within a second at other gateways. `service_unavailable`: it is revoked, but that could not be recorded; revoke it again.
         *
         *     Roles: operator.
         */
        delete: operations["ApiKeys.revoke"];
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
        get: operations["Runs.list"];
        put?: never;
        /**
         * Register a run: one candidate, many tasks
         * @description Roles: automation, operator.
         */
        post: operations["Runs.register"];
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
        get: operations["Runs.get"];
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
         * List tasks, newest first
         * @description Roles: automation, reviewer, auditor, operator.
         */
        get: operations["Tasks.list"];
        put?: never;
        /**
         * Register a task: one job posting to apply to
         * @description Roles: automation, operator.
         */
        post: operations["Tasks.register"];
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
        get: operations["Tasks.get"];
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
        get: operations["Candidates.list"];
        put?: never;
        /**
         * Register a candidate with a JSON Resume
         * @description Roles: automation, operator.
         */
        post: operations["Candidates.register"];
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
        get: operations["Candidates.get"];
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
        put: operations["Candidates.updateResume"];
        /**
         * Upload a resume as PDF, DOCX or JSON
         * @description A PDF or DOCX becomes the resume among the documents, with its text beside it; facts that were read out of the text are in `readFromFile` and answer, with low confidence, what the JSON Resume does not. A JSON Resume replaces `resume`.
         *
         *     Roles: automation, operator.
         */
        post: operations["Candidates.uploadResume"];
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
        post: operations["Documents.upload"];
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
        get: operations["Documents.get"];
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
        get: operations["Sessions.list"];
        put?: never;
        /**
         * Start a remote browser
         * @description Answers when the browser answers over CDP. A repeat with the same id and the same parameters finds the same session.
         *
         *     Roles: automation, reviewer, operator.
         */
        post: operations["Sessions.start"];
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
        get: operations["Sessions.get"];
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
        post: operations["Sessions.heartbeat"];
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
        post: operations["Sessions.extend"];
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
        post: operations["Sessions.terminate"];
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
        post: operations["Sessions.takeControl"];
        /**
         * Give control back
         * @description Roles: reviewer, operator.
         */
        delete: operations["Sessions.returnControl"];
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
        get: operations["Handoffs.list"];
        put?: never;
        /**
         * Ask a person for help in the browser
         * @description It stands in the inbox until a person completes it, its time is up (`timed_out`), or the session ends (`failed`). A repeat with the same id and the same text finds the same hand-off, with its first deadline.
         *
         *     Roles: automation, operator.
         */
        post: operations["Handoffs.request"];
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
        get: operations["Handoffs.get"];
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
        post: operations["Handoffs.complete"];
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
        get?: never;
        put?: never;
        /**
         * Make a link that opens the console, once
         * @description Roles: automation, reviewer, operator.
         */
        post: operations["Console.grant"];
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
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a grant and close what it opened
         * @description Roles: automation, reviewer, operator.
         */
        delete: operations["Console.revoke"];
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
         */
        get: operations["Console.socket"];
        put?: never;
        /** Exchange the secret of a grant for the cookie that the console's WebSocket needs, once */
        post: operations["Console.open"];
        delete?: never;
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
         */
        get: operations["ConsoleHolder.state"];
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
         */
        post: operations["ConsoleHolder.takeControl"];
        /**
         * Give control back by a console
         * @description By the cookie of the console, which speaks for the person whose console it is; nobody has to be signed in.
         */
        delete: operations["ConsoleHolder.returnControl"];
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
         */
        post: operations["ConsoleHolder.completeHandoff"];
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
        get: operations["Cdp.socket"];
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
        get: operations["Cdp.version"];
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
        get: operations["Cdp.list"];
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
        get: operations["Cdp.listInShort"];
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
        get: operations["Profiles.list"];
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
        delete: operations["Profiles.delete"];
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
        get: operations["SessionFiles.list"];
        put?: never;
        /**
         * Put a file into the session, so that its forms can be given it
         * @description CDP clients name it by its `path`. The content is not compared for an Idempotency-Key.
         *
         *     Roles: automation, reviewer, operator.
         */
        post: operations["SessionFiles.upload"];
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
        post: operations["SessionFiles.choose"];
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
        get: operations["SessionFiles.get"];
        put?: never;
        post?: never;
        /**
         * Delete a file of the session
         * @description Roles: automation, reviewer, operator.
         */
        delete: operations["SessionFiles.delete"];
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
        get: operations["Recordings.list"];
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
        get: operations["Recordings.segment"];
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
        get: operations["Captures.list"];
        put?: never;
        /**
         * Capture the form of a task: once a task
         * @description With `sessionId` the form is read in that session's browser; with `fields` the caller brings what it read itself.
         *
         *     Roles: automation, operator.
         */
        post: operations["Captures.capture"];
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
        get: operations["Captures.get"];
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
        get: operations["Captures.comparison"];
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
        patch: operations["Captures.edit"];
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
        post: operations["Captures.confirm"];
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
        post: operations["Captures.approve"];
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
        post: operations["Captures.reject"];
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
        post: operations["Captures.submit"];
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
        post: operations["Captures.recapture"];
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
        post: operations["Captures.show"];
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
        post: operations["Captures.outcome"];
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
        get: operations["Audit.list"];
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
        get: operations["Audit.state"];
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
        get: operations["Audit.difference"];
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
        get: operations["Audit.position"];
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
        get: operations["Audit.export"];
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
        get: operations["Audit.manifest"];
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
        get: operations["Live.follow"];
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
        get: operations["Webhooks.list"];
        put?: never;
        /**
         * Have events posted to a URL; the secret is shown this once
         * @description By Standard Webhooks 1.0.0. It gets what happens from now on. Personal data and what is big is left out; docs/webhooks.md says what.
         *
         *     Roles: operator.
         */
        post: operations["Webhooks.create"];
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
        get: operations["Webhooks.get"];
        put?: never;
        post?: never;
        /**
         * Remove a webhook with its deliveries
         * @description Roles: operator.
         */
        delete: operations["Webhooks.remove"];
        options?: never;
        head?: never;
        /**
         * Change, disable or enable a webhook
         * @description Roles: operator.
         */
        patch: operations["Webhooks.update"];
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
        post: operations["Webhooks.rotateSecret"];
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
        post: operations["Webhooks.test"];
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
        get: operations["WebhookDeliveries.list"];
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
        get: operations["WebhookDeliveries.get"];
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
        post: operations["WebhookDeliveries.retry"];
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
        post: operations["WebhookDeliveries.retryDead"];
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
        /** The process runs */
        get: operations["Health.live"];
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
        /** NATS, Postgres, the read model and the services answer, asked now */
        get: operations["Health.ready"];
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
        SignInRequest: {
            /** @example G1b…43 characters of base64url */
            token: string;
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
        ViewportRequest: {
            /** @example 1280 */
            width: number;
            /** @example 800 */
            height: number;
        };
        ProfileRequest: {
            /** @example workday */
            name: string;
            /** @description Whether what the browser holds at the end (cookies, local storage, IndexedDB) becomes the profile; a profile that does not exist is made. One session at a time. */
            save: boolean;
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
        ExtendSessionRequest: {
            /**
             * @description Seconds from now.
             * @example 1800
             */
            ttlSeconds: number;
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
        CompleteHandoffRequest: {
            /** @enum {string} */
            outcome: "done" | "failed";
            note?: string;
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
        OpenConsoleRequest: {
            /** @description From the fragment of the grant's URL. */
            secret: string;
        };
        ChooseFilesRequest: {
            /** @description Files of the session; none: the choice is left empty. */
            fileIds: string[];
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
        AnswerRequest: {
            /** @example email */
            fieldId: string;
            /**
             * @description Fits the type of the field; null: no answer.
             * @example ada@example.org
             */
            answer: components["schemas"]["Answer"];
        };
        EditAnswersRequest: {
            answers: components["schemas"]["AnswerRequest"][];
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
        ApproveRequest: {
            /**
             * @description `answersSha256` of the capture as it was shown: the approval is for exactly these answers.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            answersSha256: string;
        };
        RejectRequest: {
            /** @example The salary question needs a talk first. */
            reason: string;
        };
        InSessionRequest: {
            /**
             * Format: uuid
             * @description Default: the session in which the form was read.
             */
            sessionId?: string;
        };
        ResolveOutcomeRequest: {
            /** @enum {string} */
            outcome: "submitted" | "not_submitted";
            note?: string;
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
            /** @description What the code needs beyond that. */
            details?: unknown;
        };
        Pending: {
            /** @description The read model shows the outcome from this position on. */
            position: number;
        };
        Me: {
            /** @example user:local */
            actor: string;
            name: string | null;
            roles: ("automation" | "reviewer" | "auditor" | "operator")[];
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
        SignedOut: {
            issuerSignOutUrl: string | null;
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
        FileAnswer: {
            name: string;
            mediaType: string;
            sha256: string;
            sizeBytes: number;
        };
        DocumentReference: {
            kind: "resume" | "cover_letter" | "other";
            name: string;
            mediaType: string;
            sha256: string;
            sizeBytes: number;
        };
        /** @description JSON Resume, https://jsonresume.org/schema */
        Resume: {
            [key: string]: unknown;
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
        Answer: string | boolean | string[] | {
            name: string;
            mediaType: string;
            sha256: string;
            sizeBytes: number;
        } | null;
        Evidence: {
            summary: string;
            passages: {
                path: string;
                text: string;
            }[];
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
        Profile: {
            name: string;
            /** @description 0: nothing was saved yet. */
            version: number;
            savedAt: string | null;
            savedBy: string | null;
            sizeBytes: number | null;
            inUseBy: string | null;
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
        ConsoleGrant: {
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
        Console: {
            /**
             * Format: uuid
             * @example 6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11
             */
            consoleId: string;
            mode: "view" | "control";
            user: string;
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
        DevToolsVersion: {
            /** @example Chrome/156.0.8078.79 */
            Browser: string;
            "Protocol-Version": string;
            "User-Agent": string;
            "V8-Version": string;
            webSocketDebuggerUrl: string;
        };
        DevToolsTargets: {
            id: string;
            /** @constant */
            type: "page";
            title: string;
            url: string;
        }[];
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
        AuditPosition: {
            /** @description Stream sequence of a commit. */
            position: number;
            storedAt: string | null;
            /** @description The last of the log. */
            lastPosition: number;
            /** @description Up to here events are listed and exported. */
            readModelPosition: number;
        };
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
        RetriedDeliveries: {
            /** @description At most 1000 at once. */
            retried: number;
        };
        Live: {
            /** @constant */
            status: "live";
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
        /** Format: binary */
        Binary: string;
        /** @description Server-sent events. `data` is an AuditEvent, `id` the place to go on after; an event of type `end` says why the stream ends. */
        EventStream: string;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "Auth.options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInOptions"];
                };
            };
        };
    };
    "Auth.signIn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    "Auth.signOut": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedOut"];
                };
            };
        };
    };
    "Auth.me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    "Auth.createLink": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSignInLinkRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInLink"];
                };
            };
        };
    };
    "Oidc.begin": {
        parameters: {
            query?: {
                /** @description Page to go on with: a path of this web UI; anything else is its first page. */
                return_to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Oidc.finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "SignIns.list": {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SignIn"][];
                        /** @description Opaque cursor of the next page; null at the end. */
                        next: string | null;
                    };
                };
            };
        };
    };
    "SignIns.end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "ApiKeys.list": {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description Only those that are so now. */
                state?: "active" | "expired" | "revoked";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                        /** @description Opaque cursor of the next page; null at the end. */
                        next: string | null;
                    };
                };
            };
        };
    };
    "ApiKeys.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
        };
    };
    "ApiKeys.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    "ApiKeys.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Runs.list": {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Run"][];
                        /** @description Opaque cursor of the next page; null at the end. */
                        next: string | null;
                    };
                };
            };
        };
    };
    "Runs.register": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterRunRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunWithTasks"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Runs.get": {
        parameters: {
            query?: {
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunWithTasks"];
                };
            };
        };
    };
    "Tasks.list": {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
                runId?: string;
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Task"][];
                        /** @description Opaque cursor of the next page; null at the end. */
                        next: string | null;
                    };
                };
            };
        };
    };
    "Tasks.register": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterTaskRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Tasks.get": {
        parameters: {
            query?: {
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
        };
    };
    "Candidates.list": {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Candidate"][];
                        /** @description Opaque cursor of the next page; null at the end. */
                        next: string | null;
                    };
                };
            };
        };
    };
    "Candidates.register": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterCandidateRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Candidate"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Candidates.get": {
        parameters: {
            query?: {
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Candidate"];
                };
            };
        };
    };
    "Candidates.updateResume": {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what you saw. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateResumeRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Candidate"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Candidates.uploadResume": {
        parameters: {
            query: {
                /** @description Name under which the file is attached to a form. */
                name: string;
            };
            header?: {
                /** @description ETag of what you saw. */
                "If-Match"?: string;
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description The file itself, with its media type as Content-Type: PDF, DOCX, or a JSON Resume; at most 10 MB. */
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Candidate"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Documents.upload": {
        parameters: {
            query: {
                /** @description Name under which the file is attached to a form. */
                name: string;
            };
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The file itself, with its media type as Content-Type; at most 10 MB. */
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileAnswer"];
                };
            };
        };
    };
    "Documents.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["Binary"];
                };
            };
        };
    };
    "Sessions.list": {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
                runId?: string;
                status?: "active" | "expired" | "terminated";
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Session"][];
                        /** @description Opaque cursor of the next page; null at the end. */
                        next: string | null;
                    };
                };
            };
        };
    };
    "Sessions.start": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartSessionRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Sessions.get": {
        parameters: {
            query?: {
                /** @description As it was then. A position, or an instant of RFC 3339: after every commit that the log had stored by then. */
                at?: string;
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    "Sessions.heartbeat": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Heartbeat"];
                };
            };
        };
    };
    "Sessions.extend": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendSessionRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Sessions.terminate": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Sessions.takeControl": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Control"];
                };
            };
        };
    };
    "Sessions.returnControl": {
        parameters: {
            query?: {
                /** @description Fencing token of the turn that is given back. With it, a late request ends no later turn. */
                token?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Handoffs.list": {
        parameters: {
            query?: {
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Handoff"][];
                        /** @description Opaque cursor of the next page; null at the end. */
                        next: string | null;
                    };
                };
            };
        };
    };
    "Handoffs.request": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestHandoffRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handoff"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Handoffs.get": {
        parameters: {
            query?: {
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: {
                /** @description `wait=N` (RFC 7240): answer when the outcome is known, after N seconds (at most 60) at the latest. */
                Prefer?: string;
            };
            path: {
                id: string;
                handoffId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handoff"];
                };
            };
        };
    };
    "Handoffs.complete": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                handoffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteHandoffRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handoff"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Console.grant": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantConsoleRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleGrant"];
                };
            };
        };
    };
    "Console.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                grantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Console.socket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Console.open": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenConsoleRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Console"];
                };
            };
        };
    };
    "ConsoleHolder.state": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleState"];
                };
            };
        };
    };
    "ConsoleHolder.takeControl": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Control"];
                };
            };
        };
    };
    "ConsoleHolder.returnControl": {
        parameters: {
            query?: {
                /** @description Fencing token of the turn that is given back. With it, a late request ends no later turn. */
                token?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "ConsoleHolder.completeHandoff": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                handoffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteHandoffRequest"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Cdp.socket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Cdp.version": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevToolsVersion"];
                };
            };
        };
    };
    "Cdp.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevToolsTargets"];
                };
            };
        };
    };
    "Cdp.listInShort": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevToolsTargets"];
                };
            };
        };
    };
    "Profiles.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Profile"][];
                        /** @description Opaque cursor of the next page; null at the end. */
                        next: string | null;
                    };
                };
            };
        };
    };
    "Profiles.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "SessionFiles.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionFiles"];
                };
            };
        };
    };
    "SessionFiles.upload": {
        parameters: {
            query: {
                /** @description Name under which a page sees the file. */
                name: string;
            };
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description The file itself, with its media type as Content-Type. */
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionFile"];
                };
            };
        };
    };
    "SessionFiles.choose": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseFilesRequest"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "SessionFiles.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["Binary"];
                };
            };
        };
    };
    "SessionFiles.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Recordings.list": {
        parameters: {
            query?: {
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
        };
    };
    "Recordings.segment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                index: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["Binary"];
                };
            };
        };
    };
    "Captures.list": {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
                runId?: string;
                /** @description Several with commas between: in_review, approved, rejected, submitting, submitted, outcome_unknown. */
                status?: string;
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CaptureSummary"][];
                        /** @description Opaque cursor of the next page; null at the end. */
                        next: string | null;
                    };
                };
            };
        };
    };
    "Captures.capture": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaptureRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Captures.get": {
        parameters: {
            query?: {
                /** @description As it was then. A position, or an instant of RFC 3339: after every commit that the log had stored by then. */
                at?: string;
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
        };
    };
    "Captures.comparison": {
        parameters: {
            query?: {
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                };
            };
        };
    };
    "Captures.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description ETag of what you saw. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditAnswersRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Captures.confirm": {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what you saw. */
                "If-Match"?: string;
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmAnswersRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Captures.approve": {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what you saw. */
                "If-Match"?: string;
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Captures.reject": {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what you saw. */
                "If-Match"?: string;
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Captures.submit": {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what you saw. */
                "If-Match"?: string;
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InSessionRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Captures.recapture": {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what you saw. */
                "If-Match"?: string;
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InSessionRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Captures.show": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InSessionRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Captures.outcome": {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what you saw. */
                "If-Match"?: string;
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveOutcomeRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Stream sequence of the commit; the read model has it. */
                    "Countersign-Position"?: number;
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description Carried out; the read model is behind and does not show it yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    "Audit.list": {
        parameters: {
            query?: {
                /** @description Events of everything in this run. */
                runId?: string;
                sessionId?: string;
                captureId?: string;
                /** @description Events of this candidate, and of everything in its runs. */
                candidateId?: string;
                /** @description `audit`: who read the audit. Those events are left out unless this, or `type`, asks for them. */
                aggregate?: "run" | "task" | "candidate" | "session" | "capture" | "audit";
                aggregateId?: string;
                /** @description Several with commas between; docs/events.md lists them. */
                type?: string;
                /** @description The first place that counts. An instant counts itself. */
                from?: string;
                /** @description The last place that counts. A position, or an instant of RFC 3339: after every commit that the log had stored by then. */
                to?: string;
                /** @description A position (exclusive), or `next` of the page before. */
                after?: string;
                limit?: number;
                /** @description Answer only what shows the log at least up to this `Countersign-Position`; waits for it, or as long as `Prefer: wait=N` says. */
                min_position?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEvent"][];
                        /** @description Opaque cursor of the next page; null at the end. */
                        next: string | null;
                    };
                };
            };
        };
    };
    "Audit.state": {
        parameters: {
            query: {
                aggregate: "run" | "task" | "candidate" | "session" | "capture";
                id: string;
                /** @description Default: now. A position, or an instant of RFC 3339: after every commit that the log had stored by then. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditState"];
                };
            };
        };
    };
    "Audit.difference": {
        parameters: {
            query: {
                aggregate: "run" | "task" | "candidate" | "session" | "capture";
                id: string;
                /** @description A position, or an instant of RFC 3339: after every commit that the log had stored by then. */
                from: string;
                /** @description Default: now. A position, or an instant of RFC 3339: after every commit that the log had stored by then. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditDifference"];
                };
            };
        };
    };
    "Audit.position": {
        parameters: {
            query?: {
                /** @description Default: now. A position, or an instant of RFC 3339: after every commit that the log had stored by then. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPosition"];
                };
            };
        };
    };
    "Audit.export": {
        parameters: {
            query?: {
                /** @description Events of everything in this run. */
                runId?: string;
                sessionId?: string;
                captureId?: string;
                /** @description Events of this candidate, and of everything in its runs. */
                candidateId?: string;
                /** @description `audit`: who read the audit. Those events are left out unless this, or `type`, asks for them. */
                aggregate?: "run" | "task" | "candidate" | "session" | "capture" | "audit";
                aggregateId?: string;
                /** @description Several with commas between; docs/events.md lists them. */
                type?: string;
                /** @description The first place that counts. An instant counts itself. */
                from?: string;
                /** @description The last place that counts. A position, or an instant of RFC 3339: after every commit that the log had stored by then. */
                to?: string;
                format?: "ndjson" | "csv" | "ocsf";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["Binary"];
                };
            };
        };
    };
    "Audit.manifest": {
        parameters: {
            query?: {
                /** @description Events of everything in this run. */
                runId?: string;
                sessionId?: string;
                captureId?: string;
                /** @description Events of this candidate, and of everything in its runs. */
                candidateId?: string;
                /** @description `audit`: who read the audit. Those events are left out unless this, or `type`, asks for them. */
                aggregate?: "run" | "task" | "candidate" | "session" | "capture" | "audit";
                aggregateId?: string;
                /** @description Several with commas between; docs/events.md lists them. */
                type?: string;
                /** @description The first place that counts. An instant counts itself. */
                from?: string;
                /** @description The last place that counts. A position, or an instant of RFC 3339: after every commit that the log had stored by then. */
                to?: string;
                format?: "ndjson" | "csv" | "ocsf";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportManifest"];
                };
            };
        };
    };
    "Live.follow": {
        parameters: {
            query?: {
                /** @description Only events of this run, and of what is in it. */
                runId?: string;
                /** @description Only events of this session. */
                sessionId?: string;
                /** @description Only events of this capture. */
                captureId?: string;
                /** @description Only events of this candidate, and of everything in its runs. */
                candidateId?: string;
                /** @description Only events of these types, with commas between. `countersign.audit.read.v1`, who read the audit, is told only when it is named. */
                type?: string;
                /** @description Place after which to begin: a position, or the id of an event. Default: now. `Last-Event-ID` counts more. */
                after?: string;
            };
            header?: {
                /** @description The last id that was heard, to go on after it; EventSource sends it by itself. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["EventStream"];
                };
            };
        };
    };
    "Webhooks.list": {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                        /** @description Opaque cursor of the next page; null at the end. */
                        next: string | null;
                    };
                };
            };
        };
    };
    "Webhooks.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookRequest"];
            };
        };
        responses: {
            /** @description Made, now or by an earlier request with the same content. */
            201: {
                headers: {
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
        };
    };
    "Webhooks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    "Webhooks.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "Webhooks.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what you saw. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhookRequest"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    /** @description Version of the aggregate, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    "Webhooks.rotateSecret": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
        };
    };
    "Webhooks.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
        };
    };
    "WebhookDeliveries.list": {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string;
                status?: "pending" | "delivered" | "dead";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookDelivery"][];
                        /** @description Opaque cursor of the next page; null at the end. */
                        next: string | null;
                    };
                };
            };
        };
    };
    "WebhookDeliveries.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryDetail"];
                };
            };
        };
    };
    "WebhookDeliveries.retry": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryDetail"];
                };
            };
        };
    };
    "WebhookDeliveries.retryDead": {
        parameters: {
            query?: never;
            header?: {
                /** @description Unguessable, such as a random UUID; kept for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetriedDeliveries"];
                };
            };
        };
    };
    "Health.live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Live"];
                };
            };
        };
    };
    "Health.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
}
