/** Sentences by which pages say that an application arrived. */
const CONFIRMS: readonly RegExp[] = [
  /\b(application|submission|form|response|resume)s? (has|have|was|were|is|are) (now )?(been )?(successfully )?(submitted|received|sent|completed)( successfully)?\b/i,
  /\bthank(s| you)( very much| so much)?,? (for|to you for) (applying|submitting|sending|completing|your (application|submission|interest and application|resume))\b/i,
  /\bthank(s| you)\b.{0,60}\b(for applying|for your application|application (is|was) received)\b/i,
  /\bwe('ve| have)? (successfully )?(got|received) your (application|submission|resume|details|information)\b/i,
  /\b(you have|you've) (now )?(successfully )?(applied|submitted)\b|\bsuccessfully (applied|submitted)\b/i,
  /^(your )?application (successfully )?(submitted|sent|received|complete[d]?)( successfully)?\W*$/i,
  /\bbewerbung\b.{0,60}\b(eingegangen|erhalten|gesendet|übermittelt|abgeschickt)\b|\b(vielen )?dank für (ihre|deine) bewerbung\b/i,
  /\bcandidature\b.{0,60}\b(envoyée|reçue|enregistrée)\b|\bmerci (pour|d'avoir)\b.{0,40}\b(candidature|postulé)\b/i,
  /\b(solicitud|postulación|candidatura)\b.{0,60}\b(enviada|recibida|recebida|inviata|ricevuta)\b|\b(gracias|obrigado|grazie)\b.{0,40}\b(postular|solicitud|candidatura|candidatarse)\b/i,
];
/** What may stand on a page before anything was sent, or says the contrary. */
const DENIES = /\b(not|n['’]t|never|once|when|after|before|if|until|unless|failed|error|unable|could|cannot|will be|to be|must be|by (clicking|submitting)|already)\b/i;
/** Enough only where no form is left on the page. */
const WEAK = /^(thank you|thanks|thank you!|success|all done|done|submitted|danke|vielen dank|merci|gracias|obrigado|grazie)\b/i;
/** Addresses of pages that follow a form. */
const ADDRESS = /(^|[/?&#=_-])(thank-?_?(you|s)|thanks|confirmation|confirmed|success|submitted|complete[d]?|danke)([/?&#=._-]|$)/i;

/** The first line that confirms the application and was not there before; null: none. */
export function confirmingLine(lines: readonly string[], before: ReadonlySet<string> = new Set()): string | null {
  for (const line of lines) {
    if (before.has(line) || line.length > 600) continue;
    for (const sentence of line.split(/(?<=[.!?])\s+/)) if (CONFIRMS.some((pattern) => pattern.test(sentence)) && !DENIES.test(sentence)) return line;
  }
  return null;
}

/** "Thank you, Ada": a confirmation where no form is left. */
export function thankingLine(lines: readonly string[], before: ReadonlySet<string> = new Set()): string | null {
  return lines.find((line) => !before.has(line) && line.length <= 300 && WEAK.test(line)) ?? null;
}

/** A server's JSON that says that it took an application: not just that the request was well-formed. */
export function saysTaken(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const entries = Object.entries(body).map(([key, value]) => [key.replace(/[-_]/g, '').toLowerCase(), value] as const);
  if (entries.some(([key, value]) => /^(errors?|fielderrors|validationerrors)$/.test(key) && value !== null && value !== false && (typeof value !== 'object' || Object.keys(value as object).length > 0))) return false;
  return entries.some(([key, value]) => (key === 'success' && value === true) || (/^(status|result|state)$/.test(key) && /^(success|submitted|received|applied)$/i.test(String(value))) || (/^(application|submission|candidate|confirmation)(id|number|code)$/.test(key) && /^\S+$/.test(String(value ?? ''))));
}

export function isConfirmationAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { pathname, search, hash } = new URL(url);
  return ADDRESS.test(`${pathname}${search}${hash}`);
}

/** The confirming line with the lines around it; at most `maxLength` characters. */
export function aroundLine(lines: readonly string[], line: string, maxLength = 2_000): string {
  const index = Math.max(lines.indexOf(line), 0);
  const text = lines.slice(Math.max(index - 2, 0), index + 12).join('\n');
  return text.length <= maxLength ? text : text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');
}
