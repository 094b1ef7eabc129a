import type { CaptureView } from '@countersign/contracts';
import { count } from '../ui/words.ts';
import { describeAnswer, fieldsOfStep } from './answers.ts';

/** The steps of a wizard that were sent already; they can only be read. */
export function EarlierSteps({ capture }: { capture: CaptureView }) {
  const steps = [...new Set(capture.fields.map(({ step }) => step))].filter((step) => step < capture.step).sort((a, b) => a - b);
  return steps.map((step) => {
    const fields = fieldsOfStep(capture, step);
    return (
      <details key={step} className="card earlier-step" data-testid={`earlier-step-${step}`}>
        <summary>
          <strong>Step {step}</strong> <span>sent with {count(fields.length, 'question')}</span>
        </summary>
        <dl className="facts">
          {fields.map((field) => (
            <div key={field.id} className="fact">
              <dt>{field.question}</dt>
              <dd>{describeAnswer(field.answer) ?? <span className="hint">no answer</span>}</dd>
            </div>
          ))}
        </dl>
      </details>
    );
  });
}
