import { cleanText } from './question-text.ts';
import type { FormAction, RawButton } from './raw-form.ts';

const SUBMIT =
  /^(submit|send)\b|\bsubmit (my |your |the )?(application|form)|^apply( now)?( for (this|the) (job|position|role))?$|\b(send|complete|finish) (my |your |the )?application\b|^finish\b|\b(confirm|review) (and|&) (submit|send)|^(bewerbung )?(absenden|abschicken|einreichen)|jetzt bewerben|^(envoyer|postuler|soumettre|valider)\b|^(enviar|postular|postularme|candidatar)\b|^(invia|candidati)\b|^(verzenden|verstuur|solliciteer)\b/i;
const CONTINUE =
  /^(next|continue|proceed|weiter|suivant|continuer|siguiente|continuar|pr[óo]ximo|avanti|volgende|verder)\b|\bsave (and|&|\+) (continue|next|proceed)|\bgo to next\b|^review( (my |your |the )?application)?$|^speichern und (weiter|fortfahren)/i;
const NEVER =
  /\b(back|previous|cancel|draft|later|add|remove|delete|attach|upload|browse|choose|clear|reset|linkedin|indeed|google|facebook|xing|seek|sign ?in|log ?in|sign ?up|register|share|copy|edit|preview|close|subscribe|search|filter|job alerts?|code|zurück|abbrechen|retour|annuler|volver|cancelar|anterior)\b/i;

/** Which of the two a button's text says; null: neither. */
export function actionOf(text: string): FormAction | null {
  const label = cleanText(text, 120).replace(/^[\s→›»>]+|[\s→›»>]+$/g, '');
  if (CONTINUE.test(label) && !/^continue (with|as)\b/i.test(label)) return 'continue';
  if (NEVER.test(label)) return null;
  return SUBMIT.test(label) ? 'submit' : null;
}

export interface FormButtons {
  submit: RawButton | null;
  continue: RawButton | null;
  /** The one that this step is for. */
  action: FormAction | null;
}

/** The buttons that send this form or take it a step further. Buttons of the form itself come first, then those after its last question. */
export function findButtons(buttons: readonly RawButton[], formKey: number, place: { step: number; steps: number }): FormButtons {
  const usable = buttons.filter((button) => button.place === 'form' || (button.formKey === formKey && formKey !== -1));
  const near = (candidates: readonly RawButton[]): RawButton | null => {
    const own = candidates.filter((button) => formKey !== -1 && button.formKey === formKey);
    const after = candidates.filter((button) => button.last);
    const chosen = own.length > 0 ? own : after.length > 0 ? after : candidates;
    return chosen.find((button) => button.last && !button.disabled) ?? chosen.find((button) => !button.disabled) ?? chosen.at(-1) ?? null;
  };
  const found: FormButtons = {
    submit: near(usable.filter((button) => actionOf(button.text) === 'submit')),
    continue: near(usable.filter((button) => actionOf(button.text) === 'continue')),
    action: null,
  };
  const unfinished = place.steps > 1 && place.step < place.steps;
  if (found.submit === null && found.continue === null) {
    const plain = usable.filter((button) => button.type === 'submit' && button.formKey === formKey && !NEVER.test(button.text));
    const last = plain.at(-1) ?? null;
    if (unfinished) found.continue = last;
    else found.submit = last;
  }
  if (found.submit !== null && found.continue !== null) found.action = unfinished || !outranks(found.submit, found.continue) ? 'continue' : 'submit';
  else found.action = found.submit !== null ? 'submit' : found.continue !== null ? 'continue' : null;
  return found;
}

/** Both are there: the one inside the form after its questions counts, the other is a link at the top of the page. */
function outranks(submit: RawButton, next: RawButton): boolean {
  const rank = (button: RawButton) => (button.last ? 2 : 0) + (button.type === 'submit' ? 1 : 0);
  return rank(submit) >= rank(next);
}
