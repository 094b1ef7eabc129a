/**
 * The parts of Chromium's user data folder in which web pages keep what they know: local storage and IndexedDB, also of
 * embedded third parties (WebStorage, by the buckets that QuotaManager lists). Not among them: caches, history, preferences,
 * passwords, service workers; and cookies, which are read and set over CDP, because Chromium drops session cookies, and
 * a login often is one, when it opens its own file.
 */
const KEPT = [/^Default\/Local Storage\/leveldb\/[^/]+$/, /^Default\/IndexedDB\/.+$/, /^Default\/WebStorage\/QuotaManager(-journal)?$/, /^Default\/WebStorage\/\d+\/IndexedDB\/.+$/];
const KEPT_FOLDERS = /^Default(\/(Local Storage(\/leveldb)?|IndexedDB(\/.+)?|WebStorage(\/\d+(\/IndexedDB(\/.+)?)?)?))?$/;
/** LevelDB's own diary and lock: it makes them anew, and the diary names the folder of the session that wrote it. */
const REMADE = new Set(['LOCK', 'LOG', 'LOG.old']);

const isPlainPath = (path: string): boolean =>
  path.length <= 512 && !path.includes('\0') && !path.includes('\\') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

/** Paths are relative to the user data folder, with slashes. */
export function isKeptFile(path: string): boolean {
  return isPlainPath(path) && !REMADE.has(path.slice(path.lastIndexOf('/') + 1)) && KEPT.some((pattern) => pattern.test(path));
}

export function mayHoldKeptFiles(path: string): boolean {
  return path === '' || (isPlainPath(path) && KEPT_FOLDERS.test(path));
}
