import type { FormField } from '@countersign/contracts';
import { Badge } from '../ui/Badge.tsx';
import { CONFIDENCE_WORDS, SOURCE_WORDS } from '../ui/words.ts';

/** Where the answer came from, how sure it is, and the passages it rests on. */
export function EvidenceLine({ field, edited }: { field: FormField; edited: boolean }) {
  if (edited) return null;
  // A flag: something is known, and it does not fit the question.
  if (field.answer === null && field.evidence) return <p className="hint" data-testid="unfit">{field.evidence.summary}</p>;
  if (field.source === null) return null;
  const byPerson = field.source === 'human';
  const confidence = field.confidence === null || byPerson ? null : CONFIDENCE_WORDS[field.confidence];
  const badges = (
    <>
      {confidence && <Badge tone={confidence.tone} dot data-confidence={field.confidence}>{confidence.text}</Badge>}
      <span className="evidence-source" data-source={field.source}>{SOURCE_WORDS[field.source]}</span>
    </>
  );
  if (!field.evidence) return <p className="evidence-badges">{badges}</p>;
  return (
    <details className="evidence">
      <summary>
        <span className="evidence-badges">{badges}</span>
        <span className="evidence-more">Evidence<span className="visually-hidden"> for {field.question}</span></span>
      </summary>
      <div className="evidence-body">
        <p>{field.evidence.summary}</p>
        {field.evidence.passages.map((passage) => (
          <figure key={`${passage.path} ${passage.text}`}>
            <blockquote>{passage.text}</blockquote>
            <figcaption><code>{passage.path}</code></figcaption>
          </figure>
        ))}
      </div>
    </details>
  );
}
