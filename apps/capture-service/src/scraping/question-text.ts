/**
 * Text of a page for people: normalised (NFC), without control, format and private-use characters and without anything
 * that reads as an HTML tag; at most `maxLength` UTF-16 units, never ending in half a character.
 */
export function cleanText(text: string, maxLength: number): string {
  const plain = text
    .normalize('NFC')
    .toWellFormed()
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\ufffd]/gu, '')
    .replace(/ +/g, ' ')
    .trim();
  if (plain.length <= maxLength) return plain;
  return `${plain.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '').trimEnd()}…`;
}

const STARS = '[*✱∗＊﹡]';
const REQUIRED_WORD = '(?:required(?: field)?|mandatory|pflichtfeld|erforderlich|obligatoire|obligatorio|requis|requerido|obrigatório|obbligatorio|verplicht)';
const OPTIONAL_WORD = '(?:optional|fakultativ|facultatif|facultative|opcional|facoltativo|optioneel)';
const trailing = (word: string) => new RegExp(`(?:\\s*[(\\[]\\s*${word}\\s*[)\\]]|\\s+[-–—:|,]\\s*${word}|\\.\\s+${word})\\s*(?=[:?.]?\\s*$)`, 'iu');
const REQUIRED_TAIL = trailing(REQUIRED_WORD);
const OPTIONAL_TAIL = trailing(OPTIONAL_WORD);
const REQUIRED_LAST_WORD = new RegExp(`^(.{2,}?)\\s+${REQUIRED_WORD}$`, 'iu');
const STAR_HEAD = new RegExp(`^${STARS}+\\s*`, 'u');
const STAR_TAIL = new RegExp(`\\s*${STARS}+\\s*(?=[:.)]?\\s*$)`, 'u');
const STAR_AFTER_SENTENCE = new RegExp(`(?<=[?.:\\p{L}\\p{N})])\\s*${STARS}(?=\\s|$)`, 'u');

export interface CleanQuestion {
  text: string;
  /** The text said that it must be answered. */
  required: boolean;
  /** The text said that it need not be answered. */
  optional: boolean;
}

/** The question without the marks that say whether it must be answered, and without a closing colon. */
export function cleanQuestion(raw: string, maxLength: number): CleanQuestion {
  let text = cleanText(raw, 10_000);
  let required = false;
  let optional = false;
  const strip = (pattern: RegExp): boolean => {
    const next = text.replace(pattern, '').trim();
    if (next === text || next === '') return false;
    text = next;
    return true;
  };
  for (let round = 0; round < 3; round += 1) {
    if (strip(STAR_HEAD)) required = true;
    if (strip(STAR_TAIL)) required = true;
    if (strip(REQUIRED_TAIL)) required = true;
    if (strip(OPTIONAL_TAIL)) optional = true;
  }
  if (strip(STAR_AFTER_SENTENCE)) required = true;
  const lastWord = /^(is|are|was|do|does|did|will|would|can|could|have|has|if|what|which|how|when|where|who|why|any)\b|\b(is|are|be|not|if|as)\s+\w+$/i.test(text) ? null : REQUIRED_LAST_WORD.exec(text);
  if (lastWord?.[1] !== undefined) {
    text = lastWord[1];
    required = true;
  }
  text = text.replace(/\s*:\s*$/, '').replace(/\s+\.$/, '').replace(/^[-–—•·>›»]\s+/, '').trim();
  return { text: cleanText(text, maxLength), required, optional };
}

/** For comparing texts that may differ in case, white space and punctuation only. */
export function comparable(text: string): string {
  return cleanText(text, 10_000).toLowerCase().replace(/[\s.,:;!?'"“”‘’()*-]+/g, ' ').trim();
}
