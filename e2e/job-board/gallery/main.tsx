import { useRef, useState, type FormEvent } from 'react';
import { createRoot } from 'react-dom/client';
import { ariaFields } from './aria-fields.tsx';
import type { FieldProps, FieldSpec, Sent } from './field.ts';
import { libraryFields } from './library-fields.tsx';
import { nativeFields } from './native-fields.tsx';
import { scriptFields } from './script-fields.tsx';
import 'flatpickr/dist/flatpickr.css';
import 'intl-tel-input/dist/css/intlTelInput-no-assets.css';
import 'quill/dist/quill.snow.css';
import 'react-datepicker/dist/react-datepicker.css';
import 'select2/dist/css/select2.css';
import './gallery.css';

const kinds: Record<string, (props: FieldProps) => React.ReactNode> = { ...nativeFields, ...ariaFields, ...libraryFields, ...scriptFields };

/** A form of real widgets; sends what the widgets' own state holds, never what stands in the DOM. */
function Gallery({ fields, action }: { readonly fields: readonly FieldSpec[]; readonly action: string }) {
  const values = useRef(new Map<string, Sent>());
  const [state, setState] = useState<'open' | 'sent'>('open');
  const [errors, setErrors] = useState<Record<string, string>>({});

  async function submit(event: FormEvent) {
    event.preventDefault();
    const body = new FormData();
    for (const [name, value] of values.current) for (const entry of entriesOf(value)) body.append(name, entry);
    const response = await fetch(action, { method: 'POST', body });
    if (response.ok) return setState('sent');
    setErrors(((await response.json()) as { errors: Record<string, string> }).errors);
  }

  if (state === 'sent') return <main><h1>Thank you for applying.</h1><p>Your application has been received.</p></main>;
  return (
    <main>
      <h1>Engineer at Acme</h1>
      <form id="application" onSubmit={submit} noValidate>
        {fields.map((spec) => {
          const Field = kinds[spec.kind];
          if (!Field) throw new Error(`no kind ${spec.kind}`);
          return (
            <div className="field" key={spec.name}>
              <Field spec={spec} onValue={(value) => void values.current.set(spec.name, value)} />
              {errors[spec.name] && <p className="error" role="alert">{errors[spec.name]}</p>}
            </div>
          );
        })}
        <button type="submit">Submit application</button>
      </form>
    </main>
  );
}

function entriesOf(value: Sent): (string | File)[] {
  if (value === null) return [];
  if (typeof value === 'boolean') return value ? ['on'] : [];
  return typeof value === 'string' ? [value] : [...value];
}

interface Form {
  readonly fields: readonly FieldSpec[];
  readonly action: string;
}
const root = createRoot(document.getElementById('root')!);
let shown = 0;
const showForm = (form: Form) => root.render(<Gallery key={shown++} {...form} />);
// Whoever opened the page may ask for another form without loading it anew.
Object.assign(window, { showForm });
showForm(JSON.parse(document.getElementById('form')!.textContent!) as Form);
