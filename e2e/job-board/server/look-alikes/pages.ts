import { fileURLToPath } from 'node:url';

/** A page of this package, from its sources and from its build alike. */
export function pagePath(name: string): string {
  return fileURLToPath(new URL(`../../../job-board/pages/${name}`, import.meta.url));
}
