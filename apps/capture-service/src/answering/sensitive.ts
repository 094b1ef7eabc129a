import type { Question } from '@countersign/contracts';
import { normalise } from './asked.ts';

/** Equal opportunity, health, origin, belief, age, criminal record, identity numbers: for a person only. */
const PERSONAL =
  /\b(gender|sex|sexual|orientation|transgender|lgbt\w*|race|racial|ethnic\w*|hispanic|latin[oax]\w*|veterans?|military (status|service)|disab\w+|disorder|accommodations?|religio\w*|political|marital|married|pregnan\w*|nationality|citizen\w*|birth\w*|born|age|how old|dob|(at least|over|above) (1[68]|21)(?! years of)|(1[68]|21) (years|or (older|over|above))|convict\w*|criminal|felony|misdemeanou?r|arrest\w*|ssn|social security|national (id|insurance)|passport|health|medical|vaccin\w*|genetic|union member\w*|self[ -]identif\w*|eeo\w*|demographic\w*|ancestry|national origin|offen[cs]es?|probation|parole)\b/;
/** The same in German, French, Spanish. */
const PERSONAL_ELSEWHERE =
  /\b(geschlecht|geburts\w+|staatsangehorigkeit|staatsburgerschaft|nationalitat|schwerbehindert\w*|schwerbehinderung|behinderung|familienstand|konfession|alter|vorstrafen|sexe|genre|naissance|handicap|nationalite|situation familiale|securite sociale|casier|sexo|genero|nacimiento|discapacidad|nacionalidad|estado civil|edad)\b/;
const CONSENT_ELSEWHERE =
  /\b(datenschutz\w*|einwillig\w*|einverstanden|ich stimme|zustimm\w*|stimme \S.* zu|akzeptiere|bestatige|j'accepte|j'autorise|je consens|consentement|confidentialite|rgpd|acepto|autorizo|consentimiento|privacidad|dsgvo)\b/;
/** Sections whose every question is of that kind. */
const PERSONAL_SECTION = /\b(eeo\w*|equal (employment )?opportunity|demographic\w*|self[ -]identif\w*|voluntary|divers\w+|disab\w+|veterans?)\b/;
/** Agreements and declarations: only a person can give them. */
const CONSENT =
  /\b(i|we) (hereby )?(agree|consent|acknowledge|understand|certify|confirm|authori[sz]e|accept|attest|declare|affirm|have read|opt)\b|\b(do you|by (submitting|clicking|checking|applying)) .*\b(agree|consent|acknowledge|certify|accept)\b|\b(privacy|consent|gdpr|ccpa|terms (and|&|of)|signature|e-?sign\w*|background check|drug (test|screen)\w*|newsletter|marketing|future (job )?opportunit\w+|talent (pool|community|network)|text messages?|sms|non-?compete|non-?disclosure)\b/;

/** Whether only a person may answer: by the form's own mark, or by what the question or its section says. */
export function isForPersonOnly(question: Question): boolean {
  const text = normalise(question.question);
  if (question.sensitive || [PERSONAL, PERSONAL_ELSEWHERE, CONSENT, CONSENT_ELSEWHERE].some((pattern) => pattern.test(text))) return true;
  return question.section !== null && PERSONAL_SECTION.test(normalise(question.section));
}
