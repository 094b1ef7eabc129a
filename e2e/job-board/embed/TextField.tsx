interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly type?: string;
  readonly required?: boolean;
  readonly autoComplete?: string;
  readonly multiline?: boolean;
  readonly maxLength?: number;
  readonly help?: string;
  readonly error: string | undefined;
}

export function TextField({ id, label, type = 'text', required = false, autoComplete, multiline, maxLength, help, error }: TextFieldProps) {
  const described = [help && `${id}-description`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const control = {
    id, name: id, maxLength, autoComplete, className: 'input', 'aria-required': required, 'aria-invalid': Boolean(error),
    'aria-label': label, 'aria-describedby': described,
  };
  return (
    <div className="text-input-wrapper">
      <label htmlFor={id} className="label">{label}{required && <span aria-hidden="true" className="required">*</span>}</label>
      {multiline ? <textarea rows={4} {...control} /> : <input type={type} {...control} />}
      {help && <p id={`${id}-description`} className="helper-text">{help}</p>}
      {error && <p id={`${id}-error`} className="helper-text helper-text--error">{error}</p>}
    </div>
  );
}
