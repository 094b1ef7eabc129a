import { useId, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import type { EditorProps } from './editor-props.ts';

export function CheckboxEditor({ field, inputId, describedBy, invalid, value, disabled, onChange, onDone }: EditorProps) {
  return (
    <span className="choice checkbox-answer">
      <input
        id={inputId}
        type="checkbox"
        checked={value === true}
        disabled={disabled}
        required={field.required}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onChange={(event) => {
          onChange(event.target.checked);
          onDone();
        }}
      />
      <span aria-hidden="true">{value === true ? 'Ticked' : value === false ? 'Not ticked' : 'Not answered'}</span>
    </span>
  );
}

export function YesNo({ field, inputId, describedBy, value, disabled, onChange, onDone }: EditorProps) {
  const choose = (answer: string | null) => {
    onChange(answer);
    onDone();
  };
  return (
    <div className="choices inline" aria-describedby={describedBy}>
      {(field.options ?? ['Yes', 'No']).map((option) => (
        <label key={option} className="choice">
          <input type="radio" name={inputId} value={option} checked={value === option} disabled={disabled} onChange={() => choose(option)} />
          {option}
        </label>
      ))}
      {value !== null && !field.required && !disabled && (
        <Button look="quiet" small onClick={() => choose(null)}>
          Clear<span className="visually-hidden"> the answer to {field.question}</span>
        </Button>
      )}
    </div>
  );
}

export function OneOption({ field, inputId, describedBy, invalid, value, disabled, onChange, onDone, options }: EditorProps & { options: readonly string[] }) {
  const strange = typeof value === 'string' && value !== '' && !options.includes(value) ? value : null;
  return (
    <select
      id={inputId}
      className="select"
      value={typeof value === 'string' ? value : ''}
      disabled={disabled}
      required={field.required}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      onChange={(event) => {
        onChange(event.target.value === '' ? null : event.target.value);
        onDone();
      }}
    >
      <option value="">No answer</option>
      {strange !== null && <option value={strange}>{strange} (not among the options of the page)</option>}
      {options.map((option, index) => (
        <option key={`${index} ${option}`} value={option}>{option}</option>
      ))}
    </select>
  );
}

/** From this many options on there is a box to look for one. */
const FILTER_FROM = 12;

export function ManyOptions({ field, describedBy, value, disabled, onChange, onDone, options }: EditorProps & { options: readonly string[] }) {
  const [wanted, setWanted] = useState('');
  const filterId = useId();
  const chosen = Array.isArray(value) ? value : [];
  const many = options.length >= FILTER_FROM;
  const text = wanted.trim().toLowerCase();
  const shown = options.filter((option) => option.toLowerCase().includes(text));
  const toggle = (option: string, on: boolean) => {
    // In the order of the page; what the page does not offer any more can only be taken away.
    const strange = chosen.filter((each) => !options.includes(each) && (on || each !== option));
    onChange([...options.filter((each) => (each === option ? on : chosen.includes(each))), ...strange]);
    onDone();
  };
  const clear = () => {
    onChange([]);
    onDone();
  };
  return (
    <div className="choices-box" aria-describedby={describedBy}>
      {many && chosen.length > 0 && <ChosenOptions chosen={chosen} disabled={disabled} remove={(option) => toggle(option, false)} />}
      {many && !disabled && (
        <>
          <label className="visually-hidden" htmlFor={filterId}>Look for an option of {field.question}</label>
          <input id={filterId} type="search" className="input" placeholder={`Look for one of ${options.length}`} value={wanted} onChange={(event) => setWanted(event.target.value)} />
          <p className="hint" role="status">
            {chosen.length} of {options.length} chosen{text !== '' && `, ${shown.length} match`}
            {chosen.length > 0 && <Button look="quiet" small onClick={clear}>Clear<span className="visually-hidden"> the answer to {field.question}</span></Button>}
          </p>
        </>
      )}
      <div className={many ? 'choices scroll' : 'choices'} {...(many ? { tabIndex: -1 } : {})}>
        {shown.map((option) => (
          <label key={option} className="choice">
            <input type="checkbox" checked={chosen.includes(option)} disabled={disabled} onChange={(event) => toggle(option, event.target.checked)} />
            {option}
          </label>
        ))}
        {shown.length === 0 && <p className="hint">No option matches “{wanted}”.</p>}
      </div>
    </div>
  );
}

/** Of a long list, what was chosen stays in sight. */
function ChosenOptions({ chosen, disabled, remove }: { chosen: readonly string[]; disabled: boolean; remove: (option: string) => void }) {
  return (
    <ul className="chosen-options" aria-label="Chosen">
      {chosen.map((option) => (
        <li key={option} className="chosen-option">
          {option}
          {!disabled && <button type="button" aria-label={`Remove ${option}`} onClick={() => remove(option)}>×</button>}
        </li>
      ))}
    </ul>
  );
}
