interface Session<Owner> {
  owner: Owner | null;
  readonly parent: string | null;
  readonly children: Set<string>;
}

/** Which CDP session belongs to whom (null: to the service), and which sessions end when another one does. */
export class SessionTree<Owner> {
  readonly #sessions = new Map<string, Session<Owner>>();

  get size(): number {
    return this.#sessions.size;
  }

  /** A session that is known already only changes its owner. */
  add(sessionId: string, parent: string | null, owner: Owner | null): void {
    const known = this.#sessions.get(sessionId);
    if (known) {
      known.owner = owner;
      return;
    }
    this.#sessions.set(sessionId, { owner, parent, children: new Set() });
    if (parent !== null) this.#sessions.get(parent)?.children.add(sessionId);
  }

  /** Undefined for a session that is unknown or has ended. */
  ownerOf(sessionId: string): Owner | null | undefined {
    return this.#sessions.get(sessionId)?.owner;
  }

  /** Removes the session and all below it; the browser announces only the end of the uppermost. Returns what was removed. */
  remove(sessionId: string): Set<string> {
    const removed = new Set<string>();
    const doomed = [sessionId];
    const parent = this.#sessions.get(sessionId)?.parent;
    if (parent) this.#sessions.get(parent)?.children.delete(sessionId);
    for (let next = doomed.pop(); next !== undefined; next = doomed.pop()) {
      const session = this.#sessions.get(next);
      if (!session) continue;
      this.#sessions.delete(next);
      removed.add(next);
      doomed.push(...session.children);
    }
    return removed;
  }
}
