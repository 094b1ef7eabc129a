import flatpickr from 'flatpickr';
import intlTelInput from 'intl-tel-input/intlTelInputWithUtils';
import jQuery from 'jquery';
import Quill from 'quill';
import { memo, useEffect, useRef } from 'react';
import installSelect2 from 'select2';
import type { FieldProps, Sent } from './field.ts';

if (typeof installSelect2 === 'function') (installSelect2 as (window: Window, query: typeof jQuery) => void)(window, jQuery);

/** A box whose content a script makes; React leaves it alone. `make` answers what would be sent. */
function script(html: (spec: FieldProps['spec']) => string, make: (box: HTMLElement, spec: FieldProps['spec']) => () => Sent) {
  return memo(function ScriptField({ spec, onValue }: FieldProps) {
    const box = useRef<HTMLDivElement>(null);
    useEffect(() => {
      const value = make(box.current!, spec);
      document.getElementById('application')!.addEventListener('submit', () => onValue(value()), { capture: true });
    }, []);
    return <div ref={box} dangerouslySetInnerHTML={{ __html: html(spec) }} />;
  }, () => true);
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
const label = ({ name, label: text }: FieldProps['spec']) => `<label for="${name}">${escaped(text)}</label>`;
const choices = ({ options }: FieldProps['spec']) => options!.map((option, index) => `<option value="v${index}">${escaped(option)}</option>`).join('');
const chosenTexts = (select: HTMLSelectElement) => [...select.selectedOptions].filter((option) => option.value !== '').map((option) => option.text);

function select2(multiple: boolean) {
  return script((spec) => `${label(spec)}<select id="${spec.name}" style="width:300px" ${multiple ? 'multiple' : ''}>${multiple ? '' : '<option></option>'}${choices(spec)}</select>`, (box) => {
    const select = box.querySelector('select')!;
    jQuery(select).select2({ placeholder: 'Please select' });
    return () => (multiple ? chosenTexts(select) : (chosenTexts(select)[0] ?? null));
  });
}

/** Its options come from a server as one types: the select is empty before. */
const Select2Search = script((spec) => `${label(spec)}<select id="${spec.name}" style="width:300px"></select>`, (box, spec) => {
  const select = box.querySelector('select')!;
  const transport = ({ data }: { data: { q?: string } }, success: (found: object) => void) => {
    const found = spec.options!.flatMap((text, index) => (text.toLowerCase().includes((data.q ?? '').toLowerCase()) ? [{ id: `v${index}`, text }] : []));
    setTimeout(() => success({ results: found }), 40);
    return { abort: () => undefined };
  };
  jQuery(select).select2({ placeholder: 'Search', minimumInputLength: 2, ajax: { delay: 20, data: ({ term }: { term?: string }) => ({ q: term }), transport } });
  return () => chosenTexts(select)[0] ?? null;
});

function telephone(separateDialCode: boolean) {
  return script((spec) => `${label(spec)}<input id="${spec.name}" type="tel">`, (box) => {
    const field = intlTelInput(box.querySelector('input')!, { initialCountry: 'us', separateDialCode });
    return () => field.getNumber();
  });
}

function calendar(alternative: boolean) {
  return script((spec) => `${label(spec)}<input id="${spec.name}">`, (box) => {
    const picker = flatpickr(box.querySelector('input')!, alternative ? { altInput: true, altFormat: 'F j, Y', dateFormat: 'Y-m-d' } : { allowInput: true, dateFormat: 'Y-m-d' });
    return () => (picker.selectedDates[0] ? picker.formatDate(picker.selectedDates[0], 'Y-m-d') : '');
  });
}

const RichText = script((spec) => `<div class="label" id="${spec.name}-label">${escaped(spec.label)}</div><div class="editor"></div>`, (box, spec) => {
  const quill = new Quill(box.querySelector<HTMLElement>('.editor')!, { theme: 'snow' });
  quill.root.setAttribute('aria-labelledby', `${spec.name}-label`);
  return () => quill.getText().replace(/\n$/, '');
});

/** An editor in a frame of its own over a hidden textarea, as TinyMCE has it: the textarea is written when the form is sent. */
const FrameEditor = script((spec) => `${label(spec)}<textarea id="${spec.name}" name="${spec.name}" style="display:none" aria-hidden="true"></textarea><div class="tox"><iframe id="${spec.name}_ifr" title="Rich Text Area" style="width:100%;height:80px"></iframe></div>`, (box, spec) => {
  const frame = box.querySelector('iframe')!;
  const body = frame.contentDocument!.body;
  body.contentEditable = 'true';
  body.setAttribute('aria-label', 'Rich Text Area');
  body.innerHTML = '<p><br></p>';
  const written = box.querySelector<HTMLTextAreaElement>(`#${CSS.escape(spec.name)}`)!;
  // Only what its events told the editor is in its model.
  body.addEventListener('input', () => (written.value = [...body.childNodes].map((node) => (node as HTMLElement).innerText ?? node.textContent ?? '').map((line) => line.replace(/\n$/, '')).join('\n')));
  return () => written.value;
});

class ShadowField extends HTMLElement {
  connectedCallback() {
    const { label: text, options } = JSON.parse(this.getAttribute('spec')!) as FieldProps['spec'];
    const control = options ? `<select id="c"><option value="">Select</option>${options.map((option) => `<option>${escaped(option)}</option>`).join('')}</select>` : '<input id="c">';
    this.attachShadow({ mode: 'open' }).innerHTML = `<label for="c">${escaped(text)}</label>${control}`;
  }
}
customElements.define('shadow-field', ShadowField);
const Shadow = script((spec) => `<shadow-field spec="${escaped(JSON.stringify(spec))}"></shadow-field>`, (box) => {
  const control = () => box.querySelector('shadow-field')!.shadowRoot!.querySelector<HTMLInputElement>('#c')!;
  return () => control().value;
});

export const scriptFields = {
  select2: select2(false), select2_multi: select2(true), select2_search: Select2Search, phone_intl: telephone(false), phone_intl_code: telephone(true), flatpickr: calendar(false), flatpickr_alt: calendar(true),
  rich_text: RichText, frame_editor: FrameEditor, shadow_text: Shadow, shadow_select: Shadow,
};
