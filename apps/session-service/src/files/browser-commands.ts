/** The service's own way to a browser: its multiplexer is one. */
export interface BrowserCommands {
  /** In the browser's own session, or in one that the service attached. Rejects with what the browser answered. */
  command(method: string, params?: Record<string, unknown>, sessionId?: string): Promise<Record<string, unknown>>;
  /** Events of those sessions; `sessionId` null: the browser's own. */
  onEvent(listener: (event: { readonly method: string; readonly params: Record<string, unknown>; readonly sessionId: string | null }) => void): () => void;
}
