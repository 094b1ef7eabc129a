import type { Answer, CandidateView } from '@countersign/contracts';
import { useRef, type ComponentProps } from 'react';
import { Button } from '../ui/Button.tsx';
import { isFile } from './answers.ts';
import { CheckboxEditor, ManyOptions, OneOption, YesNo } from './ChoiceEditors.tsx';
import type { EditorProps } from './editor-props.ts';
import { FileEditor } from './FileEditor.tsx';

/** The editor that fits the type of the question. */
export function AnswerEditor({ candidate, ...props }: EditorProps & { candidate: CandidateView | null }) {
  const { field, value } = props;
  switch (field.type) {
    case 'file':
      return <FileEditor {...props} value={isFile(value) ? value : null} documents={candidate?.documents ?? []} />;
    case 'checkbox':
      return <CheckboxEditor {...props} />;
    case 'yes_no':
      return <YesNo {...props} />;
    case 'multi_select':
      return field.options ? <ManyOptions {...props} options={field.options} /> : <OneLineEach {...props} />;
    case 'single_select':
      return field.options && field.options.length > 0 ? <OneOption {...props} options={field.options} /> : <TextEditor {...props} type="text" />;
    case 'textarea':
      return <LongText {...props} />;
    case 'date':
      return <DateEditor {...props} />;
    case 'number':
      return <TextEditor {...props} type="text" inputMode="decimal" />;
    case 'email':
      return <TextEditor {...props} type="email" />;
    case 'phone':
      return <TextEditor {...props} type="tel" />;
    case 'url':
      return <TextEditor {...props} type="url" />;
    case 'text':
      return <TextEditor {...props} type="text" />;
    default:
      return field.type satisfies never;
  }
}

function text(value: Answer): string {
  return typeof value === 'string' ? value : '';
}

function TextEditor({ field, inputId, describedBy, invalid, value, disabled, onChange, onDone, ...input }: EditorProps & Pick<ComponentProps<'input'>, 'type' | 'inputMode' | 'placeholder'>) {
  return (
    <input
      {...input}
      id={inputId}
      className="input"
      value={text(value)}
      disabled={disabled}
      required={field.required}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      autoComplete="off"
      spellCheck={input.type === 'text'}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onDone}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone();
      }}
    />
  );
}

function LongText({ field, inputId, describedBy, invalid, value, disabled, onChange, onDone }: EditorProps) {
  return (
    <>
      <textarea
        id={inputId}
        className="textarea"
        value={text(value)}
        disabled={disabled}
        required={field.required}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onDone}
      />
      {field.maxLength !== undefined && !disabled && (
        // No maxlength attribute: it would cut what is pasted without a word.
        <p className={text(value).length > field.maxLength ? 'error-text counter' : 'hint counter'}>{text(value).length} of {field.maxLength} characters</p>
      )}
    </>
  );
}

/** A date may be a day or only a month, which no native input takes both; the calendar is a help beside the text. */
function DateEditor(props: EditorProps) {
  const picker = useRef<HTMLInputElement>(null);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text(props.value)) ? text(props.value) : '';
  return (
    <div className="date-editor">
      <TextEditor {...props} type="text" inputMode="numeric" placeholder="YYYY-MM-DD or YYYY-MM" />
      {!props.disabled && (
        <>
          <Button onClick={() => picker.current?.showPicker()} tabIndex={-1} aria-hidden="true">Calendar</Button>
          <input
            ref={picker}
            type="date"
            className="date-picker"
            tabIndex={-1}
            aria-hidden="true"
            value={day}
            onChange={(event) => {
              props.onChange(event.target.value);
              props.onDone();
            }}
          />
        </>
      )}
    </div>
  );
}

/** A choice of several whose options could not be read: one answer a line. */
function OneLineEach({ onChange, value, ...props }: EditorProps) {
  const lines = Array.isArray(value) ? value.join('\n') : '';
  return <LongText {...props} value={lines} onChange={(answer) => onChange(text(answer) === '' ? [] : text(answer).split('\n'))} />;
}
