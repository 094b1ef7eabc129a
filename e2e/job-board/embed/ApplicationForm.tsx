import { useState, type FormEvent } from 'react';
import { ChoiceField } from './ChoiceField.tsx';
import { FileField } from './FileField.tsx';
import { CHOICES, DEMOGRAPHICS } from './questions.ts';
import { TextField } from './TextField.tsx';

type Errors = Record<string, string>;

/** Sends the form; the server's word on each field comes back as `errors`. */
async function send(form: HTMLFormElement): Promise<Errors | undefined> {
  const response = await fetch('/api/lumen-labs/applications', { method: 'POST', body: new FormData(form) });
  if (response.ok) return undefined;
  const body = (await response.json()) as { errors?: Errors };
  return body.errors ?? { form: 'Something went wrong. Please try again.' };
}

export function ApplicationForm() {
  const [errors, setErrors] = useState<Errors>({});
  const [state, setState] = useState<'open' | 'sending' | 'sent'>('open');

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setState('sending');
    const refused = await send(event.currentTarget).catch(() => ({ form: 'The network failed. Please try again.' }));
    setErrors(refused ?? {});
    setState(refused ? 'open' : 'sent');
  }

  if (state === 'sent') return <Confirmation />;
  return (
    <main id="main">
      <h1>Frontend Engineer</h1>
      <p className="job__location">Lumen Labs · Berlin</p>
      <form id="application-form" onSubmit={submit} noValidate>
        <h2>Apply for this job</h2>
        <p className="note"><span className="required">*</span> indicates a required field</p>
        {errors.form && <p role="alert" className="helper-text--error">{errors.form}</p>}
        <TextField id="first_name" label="First Name" required autoComplete="given-name" error={errors.first_name} />
        <TextField id="last_name" label="Last Name" required autoComplete="family-name" error={errors.last_name} />
        <TextField id="email" label="Email" type="email" required autoComplete="email" error={errors.email} />
        <TextField id="phone" label="Phone" type="tel" autoComplete="tel" error={errors.phone} />
        <FileField id="resume" label="Resume/CV" required error={errors.resume} />
        <FileField id="cover_letter" label="Cover Letter" error={errors.cover_letter} />
        <TextField id="question_7000" label="LinkedIn Profile" error={errors.question_7000} />
        {CHOICES.map((choice) => <ChoiceField key={choice.id} choice={choice} error={errors[choice.id]} />)}
        <TextField id="question_7005" label="Why do you want to work at Lumen Labs?" multiline required maxLength={600} help="Two or three sentences are enough." error={errors.question_7005} />
        <section className="eeoc" aria-labelledby="eeoc-heading">
          <h2 id="eeoc-heading">Voluntary Self-Identification</h2>
          <p className="note">Completion is voluntary and will not affect your application.</p>
          {DEMOGRAPHICS.map((choice) => <ChoiceField key={choice.id} choice={choice} error={errors[choice.id]} />)}
        </section>
        <button type="submit" className="btn" disabled={state === 'sending'}>
          {state === 'sending' ? 'Submitting…' : 'Submit application'}
        </button>
      </form>
    </main>
  );
}

function Confirmation() {
  return (
    <main id="main" className="confirmation">
      <h1>Thank you for applying.</h1>
      <p>Your application has been received. We will be in touch if there is a match.</p>
    </main>
  );
}
