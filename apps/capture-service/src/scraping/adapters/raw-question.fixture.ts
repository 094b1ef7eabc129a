import type { RawFrame, RawQuestion } from '../raw-form.ts';

let refs = 0;

/** A text input with this id, as the page script would read it. */
export const raw = (id: string, more: Partial<RawQuestion> = {}): RawQuestion => ({
  ref: (refs += 1), widget: 'input', inputType: 'text', role: '', attributes: { name: '', id, automation: [] }, autocomplete: '', placeholder: '', label: 'As shown', labelSource: 'accessible_name', labelMarker: false,
  required: false, groups: [], cluster: null, section: '', help: '', maxLength: null, accept: '', multiple: false, options: [], optionsKnown: true, value: '', formKey: 0, place: 'form', ...more,
});

export const options = (...labels: string[]): RawQuestion['options'] => labels.map((label) => ({ label, value: label, ref: null, selected: false, placeholder: false }));

/** A frame that carries this description of its form. */
export const frameWith = (schema: unknown) => ({ schema }) as RawFrame;
