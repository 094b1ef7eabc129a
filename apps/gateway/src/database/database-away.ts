/** What Node says of a connection that is refused or broken. */
const NETWORK = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'];
/** Shutting down, crashed, starting (class 57), and connection exceptions (class 08): Postgres, appendix A. Not 08P01: that is said of text with a NUL. */
const SERVER = /^(57P0[123]|08(?!P01)...)$/;

/** Whether the database was not there to answer, which is no fault of the request and passes. */
export function isDatabaseAway(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    const { code } = each as { code?: unknown };
    if (typeof code === 'string' && (NETWORK.includes(code) || SERVER.test(code))) return true;
    if (/^Connection terminated/.test(each.message)) return true;
  }
  return false;
}
