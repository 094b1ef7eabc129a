import { ApiError } from '@countersign/client';
import type { Answer, CaptureView } from '@countersign/contracts';
import { messageOf } from '../api/http.ts';
import { answerOf, sameAnswer } from './answers.ts';

export type SaveState = 'dirty' | 'saving' | 'saved' | 'failed' | 'conflict';

/** What a person typed into one field, and how far it is on its way to the server. */
export interface Draft {
  readonly answer: Answer;
  /** The answer on the server that the person changed. */
  readonly base: Answer;
  readonly state: SaveState;
  /** Why it could not be saved. */
  readonly message: string | null;
}
export interface SaverSnapshot {
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Fields that somebody else changed while this person was looking; an approval has to wait until they were seen. */
  readonly changedByOthers: ReadonlySet<string>;
}
export interface SaverPorts {
  save(version: number, fieldId: string, answer: Answer): Promise<CaptureView>;
  load(): Promise<CaptureView>;
  /** A newer view came back from the server. */
  adopt(view: CaptureView): void;
}

const DEBOUNCE_MS = 900;
const ATTEMPTS_LIMIT = 4;

/**
 * Saves edits one at a time, each against the version it was seen with. What cannot be saved stays here and is shown;
 * a version that moved on because of something else is no conflict, only another answer to the same question is.
 */
export class AnswerSaver {
  readonly #ports: SaverPorts;
  readonly #listeners = new Set<() => void>();
  #snapshot: SaverSnapshot = { drafts: new Map(), changedByOthers: new Set() };
  #view: CaptureView;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;

  constructor(view: CaptureView, ports: SaverPorts) {
    this.#view = view;
    this.#ports = ports;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  snapshot = (): SaverSnapshot => this.#snapshot;

  /** The newest that is known of the server. */
  get view(): CaptureView {
    return this.#view;
  }

  /** Nothing typed is missing on the server. */
  get clean(): boolean {
    return [...this.#snapshot.drafts.values()].every(({ state }) => state === 'saved');
  }

  /** A view from the server. `own`: this page asked for it, so no change in it is a surprise. */
  accept(view: CaptureView, own = false): void {
    const previous = this.#view;
    if (view.version < previous.version) return;
    this.#view = view;
    if (view.version === previous.version) return;
    const fieldIds = new Set(view.fields.filter(({ step }) => step === view.step).map(({ id }) => id));
    const drafts = new Map([...this.#snapshot.drafts].filter(([id]) => fieldIds.has(id)));
    const changed = [...this.#snapshot.changedByOthers].filter((id) => fieldIds.has(id));
    if (!own && view.step === previous.step && view.fingerprint === previous.fingerprint) {
      for (const id of fieldIds) if (this.#isSurprise(id, previous, view)) changed.push(id);
    }
    this.#publish({ drafts, changedByOthers: new Set(changed) });
  }

  /** The person changed a field; it is saved after a pause, or at once by {@link flush}. */
  change(fieldId: string, answer: Answer): void {
    const draft = this.#snapshot.drafts.get(fieldId);
    const base = draft && draft.state !== 'saved' ? draft.base : answerOf(this.#view, fieldId);
    if (draft?.state === 'saving' || draft?.state === 'conflict') this.#put(fieldId, { ...draft, answer });
    else if (sameAnswer(answer, base)) this.#remove(fieldId);
    else this.#put(fieldId, { answer, base, state: 'dirty', message: null });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), DEBOUNCE_MS);
  }

  /** Saves what is typed and tries again what had failed. True when everything is on the server. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    for (const [id, draft] of this.#snapshot.drafts) if (draft.state === 'failed') this.#put(id, { ...draft, state: 'dirty', message: null });
    this.#running ??= this.#drain().finally(() => {
      this.#running = null;
    });
    await this.#running;
    return this.clean;
  }

  keepMine(fieldId: string): void {
    const draft = this.#snapshot.drafts.get(fieldId);
    if (!draft) return;
    this.#put(fieldId, { ...draft, base: answerOf(this.#view, fieldId), state: 'dirty', message: null });
    void this.flush();
  }

  takeTheirs(fieldId: string): void {
    this.#remove(fieldId);
  }

  acknowledge(): void {
    this.#publish({ ...this.#snapshot, changedByOthers: new Set() });
  }

  async #drain(): Promise<void> {
    for (;;) {
      const next = [...this.#snapshot.drafts].find(([, { state }]) => state === 'dirty');
      if (!next) return;
      await this.#save(next[0]);
    }
  }

  async #save(fieldId: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const draft = this.#snapshot.drafts.get(fieldId);
      if (!draft || this.#conflicts(fieldId, draft)) return;
      const sent = draft.answer;
      this.#put(fieldId, { ...draft, state: 'saving', message: null });
      try {
        const view = await this.#ports.save(this.#view.version, fieldId, sent);
        this.accept(view, true);
        this.#ports.adopt(view);
        this.#settle(fieldId, sent);
        return;
      } catch (error) {
        const moved = error instanceof ApiError && error.status === 412 && attempt < ATTEMPTS_LIMIT;
        if (!moved) return this.#fail(fieldId, messageOf(error));
        if (!(await this.#rebase(fieldId))) return;
      }
    }
  }

  /** Reads the newer version; false when that failed. */
  async #rebase(fieldId: string): Promise<boolean> {
    try {
      const view = await this.#ports.load();
      this.accept(view);
      this.#ports.adopt(view);
    } catch (error) {
      this.#fail(fieldId, messageOf(error));
      return false;
    }
    return true;
  }

  /** The server has another answer than the one that was edited. The same answer as the edit counts as saved. */
  #conflicts(fieldId: string, draft: Draft): boolean {
    const theirs = answerOf(this.#view, fieldId);
    if (sameAnswer(theirs, draft.base)) return false;
    if (sameAnswer(theirs, draft.answer)) this.#settle(fieldId, draft.answer);
    else this.#put(fieldId, { ...draft, state: 'conflict', message: 'Somebody else changed this answer in the meantime.' });
    return true;
  }

  #settle(fieldId: string, sent: Answer): void {
    const draft = this.#snapshot.drafts.get(fieldId);
    if (!draft) return;
    const state = sameAnswer(draft.answer, sent) ? 'saved' : 'dirty';
    this.#put(fieldId, { answer: draft.answer, base: answerOf(this.#view, fieldId), state, message: null });
  }

  #fail(fieldId: string, message: string): void {
    const draft = this.#snapshot.drafts.get(fieldId);
    if (draft) this.#put(fieldId, { ...draft, state: 'failed', message });
  }

  #isSurprise(fieldId: string, previous: CaptureView, view: CaptureView): boolean {
    const next = answerOf(view, fieldId);
    const draft = this.#snapshot.drafts.get(fieldId);
    return !sameAnswer(answerOf(previous, fieldId), next) && !(draft && sameAnswer(draft.answer, next));
  }

  #put(fieldId: string, draft: Draft): void {
    this.#publish({ ...this.#snapshot, drafts: new Map(this.#snapshot.drafts).set(fieldId, draft) });
  }

  #remove(fieldId: string): void {
    const drafts = new Map(this.#snapshot.drafts);
    if (drafts.delete(fieldId)) this.#publish({ ...this.#snapshot, drafts });
  }

  #publish(snapshot: SaverSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of [...this.#listeners]) listener();
  }
}
