import type { RawOption } from './raw-form.ts';
import { cleanText } from './question-text.ts';

const OPTION_MAX_LENGTH = 300;
const OPTIONS_MAX = 500;

/** "Select…", "--", "Please choose an option", "Bitte wählen": the state before an answer, no answer. */
export function isPlaceholderLabel(label: string): boolean {
  const text = cleanText(label, 200).toLowerCase();
  if (/^[\s.…\-–—_*<>:|]*$/.test(text)) return true;
  return (
    /^[-–—.…\s]*(please )?(select|choose|pick)( an?| your| one| the| from| below|\.|…|\s|-|:)*(option|options|item|value|answer|response|choice|one|list|here|country|state|province|region|date|month|year|day|category|type|level|degree|school|discipline|gender|race|ethnicity)?s?( from( the)? list| below)?[-–—.…:\s]*$/.test(text) ||
    /^[-–—.…\s]*(bitte (aus)?wählen|auswählen|wählen sie.*|s[ée]lectionne[rz].*|choisi(r|ssez).*|seleccion[ea].*|elija.*|elegir.*|selecione.*|escolha.*|selezion[ai].*|scegli.*|kies.*|selecteer.*|make a (selection|choice).*|none selected|nothing selected|not selected|no selection)[-–—.…:\s]*$/.test(text)
  );
}

/** "— Country —": a heading above the options, no option. */
export function isFramed(label: string): boolean {
  return /^[-–—<[]{1,3}\s*[\p{L}].*[\p{L}.…]\s*[-–—>\]]{1,3}$/u.test(label.trim());
}

/** An option label as it is stored and compared. */
export function cleanOption(label: string): string {
  return cleanText(label, OPTION_MAX_LENGTH);
}

/** Labels that are answers, each once, in the order of the page; at most 500. */
export function optionLabels(options: readonly RawOption[]): string[] {
  const labels = new Set<string>();
  for (const [index, option] of options.entries()) {
    const label = cleanOption(option.label);
    if (label === '' || /^[-–—_.…*\s]*$/.test(label) || option.placeholder || (index === 0 && option.ref === null && (isPlaceholderLabel(label) || isFramed(label)))) continue;
    labels.add(label);
    if (labels.size === OPTIONS_MAX) break;
  }
  return [...labels];
}

const YES = new Set(['yes', 'ja', 'oui', 'sí', 'si', 'sì', 'sim', 'tak']);
const NO = new Set(['no', 'nein', 'non', 'não', 'nee', 'nie', 'nej']);

/** Exactly one "yes" and one "no", in either order. */
export function isYesNo(labels: readonly string[]): boolean {
  if (labels.length !== 2) return false;
  const [first = '', second = ''] = labels.map((label) => label.toLowerCase().replace(/[.!]$/, ''));
  return (YES.has(first) && NO.has(second)) || (NO.has(first) && YES.has(second));
}

/** Radio labels that repeat the question ("Gender Male"): without it. */
export function withoutQuestion(labels: readonly string[], question: string): string[] {
  const prefix = question.trim().toLowerCase();
  if (prefix === '' || labels.length === 0 || !labels.every((label) => label.toLowerCase().startsWith(prefix) && label.length > prefix.length)) return [...labels];
  return labels.map((label) => label.slice(prefix.length).replace(/^[\s:*–-]+/, ''));
}
