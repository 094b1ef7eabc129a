import type { FieldType } from '@countersign/contracts';

/** Facts about a person that law protects, or that only they may give: never answered by rule. */
const PROTECTED =
  /\b(gender|sex|sexual|transgender|non-?binary|lgbt\w*|pronouns?|race|racial|ethnic\w*|hispanic|latin[oax]|veterans?|military status|disabilit(y|ies)|disabled|religion|religious|marital|pregnan\w*|age range|age group|your age|how old|date of birth|birth ?date|birthday|eeo|equal employment|demographics?|social security|ssn|national insurance number|criminal|convict\w*|felony|caste|political|trade union|genetic|geschlecht|behinderung|schwerbehindert|religionszugehörigkeit|genre|handicap|discapacidad|género)\b/i;

const PROTECTED_SECTION =
  /\b(equal (employment )?opportunity|eeo\w*|demographics?|self-? ?identif\w+|diversity|voluntary (self|disclosure|survey)|invitation to self|disability|veterans?|affirmative action)\b/i;

const DECLINES = /\b(decline|prefer not|choose not|do not wish|don.t wish|rather not|not (wish|want) to) ?(to )?(self-? ?identify|say|answer|disclose|identify|respond|specify)?\b/i;

const CONSENT =
  /\b(i|we) (hereby )?(agree|consent|acknowledge|accept|certify|confirm|attest|declare|authori[sz]e|understand|have read)\b|\b(agree to|consent to|accept (the|our|all)|terms (of|and)|terms & conditions|privacy (policy|notice|statement)|data (processing|protection|privacy)|gdpr|arbitration|e-?signature|electronic signature|consent)\b|\b(can|may) (contact|keep|store|retain) (me|my)\b|\b(newsletter|marketing|future (job )?opportunit\w+|talent (pool|community)|text messages?|sms)\b|\b(receive|send me|email me|notify me|keep me)\b.{0,60}\b(e-?mails?|updates?|offers?|deals|news|messages|notifications|alerts|informed|posted)\b|\b(einwillig\w+|stimme .{0,80}\bzu|datenschutz\w*|consentement|j'accepte|acepto|autorizo)\b/i;

export interface SensitiveInput {
  question: string;
  type: FieldType;
  section: string | null;
  groups: readonly string[];
  options: readonly string[];
}

/** EEO, demographic and like questions, and consents. */
export function isSensitive({ question, type, section, groups, options }: SensitiveInput): boolean {
  const around = [section ?? '', ...groups].join(' ');
  if (PROTECTED.test(question) || PROTECTED_SECTION.test(around)) return true;
  if (PROTECTED.test(groups.join(' '))) return true;
  if (options.some((option) => DECLINES.test(option))) return true;
  const choice = type !== 'text' && type !== 'textarea' && type !== 'file';
  if (choice && CONSENT.test(question)) return true;
  if (type === 'checkbox' && CONSENT.test(around)) return true;
  return options.length === 1 && CONSENT.test(options[0] ?? '');
}
