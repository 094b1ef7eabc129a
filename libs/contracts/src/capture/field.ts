import { Type, type Static } from '@sinclair/typebox';
import { Sha256 } from '../envelope.ts';

export const FIELD_TYPES = ['text', 'textarea', 'number', 'email', 'phone', 'url', 'date', 'file', 'yes_no', 'single_select', 'multi_select', 'checkbox'] as const;
export const ANSWER_SOURCES = ['profile', 'resume_check', 'resume_analysis', 'previous_answer', 'model', 'human'] as const;
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export const LABEL_SOURCES = ['accessible_name', 'group', 'ancestor_text', 'table_cell', 'placeholder', 'name_attribute', 'schema', 'given'] as const;
const oneOf = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>(Type.Union(values.map((value) => Type.Literal(value))));
const Text = (maxLength: number) => Type.String({ maxLength });
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

export const FieldType = oneOf(FIELD_TYPES);
export type FieldType = Static<typeof FieldType>;
export type AnswerSource = (typeof ANSWER_SOURCES)[number];
export type Confidence = (typeof CONFIDENCES)[number];
export type LabelSource = (typeof LABEL_SOURCES)[number];

/** A file answer: the document in the object store that is attached. */
export const FileAnswer = Type.Object(
  { name: Text(200), mediaType: Text(100), sha256: Sha256, sizeBytes: Type.Integer({ minimum: 1, maximum: 10_000_000 }) },
  { additionalProperties: false },
);
export type FileAnswer = Static<typeof FileAnswer>;

/**
 * By field type: text, textarea, number, email, phone, url: the text typed · date: `YYYY-MM-DD` or `YYYY-MM` ·
 * yes_no, single_select: the label of the option, exactly as in `options` · multi_select: those labels ·
 * checkbox: true | false · file: {@link FileAnswer} · null: no answer.
 */
export const Answer = Type.Union([Type.String({ maxLength: 50_000 }), Type.Boolean(), Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 500 }), FileAnswer, Type.Null()]);
export type Answer = Static<typeof Answer>;

/** Why an answer is what it is, for a reviewer to check. */
export const Evidence = Type.Object(
  {
    /** One sentence, e.g. "basics.email of the resume" or "3 years and 4 months from 2 jobs". */
    summary: Text(500),
    /** The passages it rests on, with the JSON path in the resume or the earlier capture they stand at. */
    passages: Type.Array(Type.Object({ path: Text(300), text: Text(1000) }, { additionalProperties: false }), { maxItems: 20 }),
  },
  { additionalProperties: false },
);
export type Evidence = Static<typeof Evidence>;

/** A question as scraped: everything but its answer. Caps: question 1000, help 2000 characters, 500 options of 300. */
export const Question = Type.Object(
  {
    /** Stable across loads of the same form; 1..120 characters of [A-Za-z0-9_.:-]. */
    id: Type.String({ pattern: '^[A-Za-z0-9_.:-]{1,120}$' }),
    question: Type.String({ minLength: 1, maxLength: 1000 }),
    type: FieldType,
    /** Labels in the order of the page; only where there are some. */
    options: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 500 })),
    required: Type.Boolean(),
    /** EEO, demographic, disability, veteran, consent: never answered by rule. */
    sensitive: Type.Boolean(),
    section: nullable(Text(300)),
    /** 1-based step of a wizard. */
    step: Type.Integer({ minimum: 1 }),
    help: nullable(Text(2000)),
    labelSource: oneOf(LABEL_SOURCES),
    maxLength: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Media types or extensions that a file field accepts, as in the accept attribute. */
    accept: Type.Optional(Text(500)),
    /** What the page itself had filled in when it was read. */
    prefilled: Type.Optional(Answer),
    /**
     * "One of these": of the fields of a step with the same name here, at least one must be answered, e.g. a resume as a
     * file or as text. Such a field is not `required` by itself.
     */
    requiredGroup: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_.:-]{1,120}$' })),
  },
  { additionalProperties: false },
);
export type Question = Static<typeof Question>;

export const ProposedAnswer = Type.Object(
  {
    fieldId: Type.String({ maxLength: 120 }),
    answer: Answer,
    source: oneOf(ANSWER_SOURCES),
    confidence: oneOf(CONFIDENCES),
    evidence: nullable(Evidence),
  },
  { additionalProperties: false },
);
export type ProposedAnswer = Static<typeof ProposedAnswer>;

/** What a page held in a field when it was read back, right before the press: text longer than 10 000 characters is cut. */
export const ReadBackValue = Type.Union([
  Type.String({ maxLength: 10_000 }),
  Type.Boolean(),
  Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 500 }),
  Type.Object({ name: Text(300), sizeBytes: nullable(Type.Integer({ minimum: 0 })) }, { additionalProperties: false }),
  Type.Null(),
]);
export type ReadBackValue = Static<typeof ReadBackValue>;

/**
 * What the column `fields` holds: a question with its answer. `source` and `confidence` are null while there is no answer;
 * `evidence` may then say what is known and why it does not fit, e.g. that it is none of the options.
 */
export interface FormField extends Question {
  answer: Answer;
  source: AnswerSource | null;
  confidence: Confidence | null;
  evidence: Evidence | null;
  /** A person looked at a proposed answer and left it as it is; an answer of theirs needs no such word. */
  confirmed?: boolean;
}
