import { useEffect, useState, type ChangeEvent } from 'react';
import type { FieldProps } from './field.ts';

type Control = HTMLInputElement | HTMLTextAreaElement;

/** A controlled input: React puts its state back over whatever a script writes without an event. */
function text(type: string, more: Record<string, unknown> = {}) {
  return function Text({ spec, onValue }: FieldProps) {
    const [value, setValue] = useState(type === 'range' ? '50' : '');
    useEffect(() => onValue(value), [value]);
    const control = { id: spec.name, name: spec.name, required: spec.required, value, onChange: (event: ChangeEvent<Control>) => setValue(event.target.value), ...more };
    return <><label htmlFor={spec.name}>{spec.label}</label>{type === 'textarea' ? <textarea rows={4} {...control} /> : <input type={type} {...control} />}</>;
  };
}

/** Formats while one types: +1 (555) 123-4567. */
function Masked({ spec, onValue }: FieldProps) {
  const [value, setValue] = useState('');
  useEffect(() => onValue(value), [value]);
  const masked = (typed: string) => {
    const digits = typed.replace(/^\+?1(?=\D*\d{3})/, '').replace(/\D/g, '').slice(0, 10);
    return digits === '' ? '' : `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
  };
  return <><label htmlFor={spec.name}>{spec.label}</label><input id={spec.name} type="tel" value={value} onChange={(event) => setValue(masked(event.target.value))} placeholder="(___) ___-____" /></>;
}

function select(multiple: boolean) {
  return function Select({ spec, onValue }: FieldProps) {
    const [value, setValue] = useState<string[]>([]);
    useEffect(() => onValue(multiple ? value : (value[0] ?? '')), [value]);
    return (
      <>
        <label htmlFor={spec.name}>{spec.label}</label>
        <select id={spec.name} multiple={multiple} value={multiple ? value : (value[0] ?? '')} onChange={(event) => setValue([...event.target.selectedOptions].map((option) => option.value))}>
          {!multiple && <option value="">Please select</option>}
          {spec.options!.map((option) => <option key={option} value={option}>{option}</option>)}
        </select>
      </>
    );
  };
}

function choices(type: 'radio' | 'checkbox') {
  return function Choices({ spec, onValue }: FieldProps) {
    const [chosen, setChosen] = useState<readonly string[]>([]);
    useEffect(() => onValue(type === 'radio' ? (chosen[0] ?? null) : spec.options!.filter((option) => chosen.includes(option))), [chosen]);
    const toggle = (option: string) => setChosen(type === 'radio' ? [option] : chosen.includes(option) ? chosen.filter((other) => other !== option) : [...chosen, option]);
    return (
      <fieldset>
        <legend>{spec.label}</legend>
        {spec.options!.map((option) => <label key={option}><input type={type} name={spec.name} checked={chosen.includes(option)} onChange={() => toggle(option)} /> {option}</label>)}
      </fieldset>
    );
  };
}

function Consent({ spec, onValue }: FieldProps) {
  const [agreed, setAgreed] = useState(false);
  useEffect(() => onValue(agreed), [agreed]);
  return <label><input type="checkbox" name={spec.name} checked={agreed} onChange={(event) => setAgreed(event.target.checked)} /> {spec.label}</label>;
}

function MonthYear({ spec, onValue }: FieldProps) {
  const [month, setMonth] = useState('');
  const [year, setYear] = useState('');
  useEffect(() => onValue(month && year ? `${year}-${month}` : ''), [month, year]);
  const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  return (
    <fieldset>
      <legend>{spec.label}</legend>
      <select aria-label="Month" value={month} onChange={(event) => setMonth(event.target.value)}>
        <option value="">Month</option>
        {months.map((name, index) => <option key={name} value={String(index + 1).padStart(2, '0')}>{name}</option>)}
      </select>
      <select aria-label="Year" value={year} onChange={(event) => setYear(event.target.value)}>
        <option value="">Year</option>
        {Array.from({ length: 40 }, (_, index) => String(2030 - index)).map((name) => <option key={name}>{name}</option>)}
      </select>
    </fieldset>
  );
}

/** The input is taken over by a script: the file is kept aside, the input emptied, and its name shown. */
function file(drop: boolean) {
  return function Upload({ spec, onValue }: FieldProps) {
    const [taken, setTaken] = useState<readonly File[]>([]);
    useEffect(() => onValue(taken), [taken]);
    const onChange = (event: ChangeEvent<HTMLInputElement>) => {
      setTaken([...event.target.files!]);
      if (drop) event.target.value = '';
    };
    if (!drop) return <><label htmlFor={spec.name}>{spec.label}</label><input id={spec.name} type="file" onChange={onChange} /></>;
    return (
      <>
        <div className="label">{spec.label}</div>
        <div className="dropzone" tabIndex={0} role="presentation">
          <input type="file" tabIndex={-1} style={{ display: 'none' }} onChange={onChange} />
          <p>Drop a file here, or <button type="button">browse</button></p>
          {taken.map(({ name }) => <p key={name}>{name}</p>)}
        </div>
      </>
    );
  };
}

export const nativeFields = {
  text: text('text'), textarea: text('textarea'), email: text('email'), url: text('url'), phone: text('tel'), number: text('number'), range: text('range', { min: 0, max: 100 }),
  date: text('date'), month: text('month'), date_text: text('text', { placeholder: 'MM/DD/YYYY' }), masked: Masked,
  select: select(false), select_multiple: select(true), radio: choices('radio'), checkboxes: choices('checkbox'), consent: Consent,
  month_year: MonthYear, file: file(false), dropzone: file(true),
};
