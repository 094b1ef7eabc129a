import Select from 'react-select';
import type { Choice } from './questions.ts';

/** A react-select combobox, as hosted application forms have them: no native select, one hidden input a value. */
export function ChoiceField({ choice, error }: { readonly choice: Choice; readonly error: string | undefined }) {
  const { id, label, required, multiple, options } = choice;
  const domId = id.replace('[]', '');
  return (
    <div className="select">
      <label id={`${domId}-label`} htmlFor={domId} className="label select__label">{label}{required && <span aria-hidden="true" className="required">*</span>}</label>
      <Select
        inputId={domId} name={id} isMulti={multiple ?? false} classNamePrefix="select" placeholder="Select..."
        aria-labelledby={`${domId}-label`} aria-invalid={Boolean(error)} aria-errormessage={error ? `${domId}-error` : undefined} required={required}
        options={options.map((option) => ({ value: option, label: option }))}
      />
      {error && <p id={`${domId}-error`} className="helper-text helper-text--error">{error}</p>}
    </div>
  );
}
