import { Type, type Static } from '@sinclair/typebox';
import { defineEvent, Sha256, type EventOf } from '../envelope.ts';

/** A file of the candidate, stored in the object store under its digest. */
export const DocumentReference = Type.Object(
  {
    kind: Type.Union([Type.Literal('resume'), Type.Literal('cover_letter'), Type.Literal('other')]),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    mediaType: Type.String({ minLength: 1, maxLength: 100 }),
    sha256: Sha256,
    sizeBytes: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
  },
  { additionalProperties: false },
);
export type DocumentReference = Static<typeof DocumentReference>;

/** What a resume does not say; every part optional. Free text is what the person would write into the form. */
export const Preferences = Type.Object(
  {
    workAuthorization: Type.Optional(Type.Array(Type.Object({ country: Type.String({ maxLength: 100 }), authorized: Type.Boolean(), needsSponsorship: Type.Boolean() }, { additionalProperties: false }), { maxItems: 50 })),
    salary: Type.Optional(Type.Object({ amount: Type.Number({ minimum: 0 }), currency: Type.String({ minLength: 3, maxLength: 3 }), period: Type.Union([Type.Literal('year'), Type.Literal('month'), Type.Literal('hour')]) }, { additionalProperties: false })),
    noticePeriod: Type.Optional(Type.String({ maxLength: 200 })),
    earliestStart: Type.Optional(Type.String({ maxLength: 50 })),
    willingToRelocate: Type.Optional(Type.Boolean()),
    remote: Type.Optional(Type.String({ maxLength: 100 })),
    howDidYouHear: Type.Optional(Type.String({ maxLength: 200 })),
    pronouns: Type.Optional(Type.String({ maxLength: 50 })),
  },
  { additionalProperties: false },
);
export type Preferences = Static<typeof Preferences>;

/** What rules read out of the text of an uploaded resume: not certain, so answers from it are of low confidence. */
export const ReadFromFile = Type.Object(
  {
    /** The resume among `documents` that was read, by its digest. */
    sha256: Sha256,
    name: Type.String({ minLength: 1, maxLength: 200 }),
    /** Digest of its text, which is among `documents` as well. */
    textSha256: Sha256,
    /** Parts of a JSON Resume. */
    resume: Type.Record(Type.String(), Type.Unknown()),
    /** For each fact the line of the text that it was read from; `path` is where it stands in `resume`, `line` counts from 1. */
    passages: Type.Array(Type.Object({ path: Type.String({ maxLength: 300 }), line: Type.Integer({ minimum: 1 }), text: Type.String({ maxLength: 1000 }) }, { additionalProperties: false }), { maxItems: 500 }),
  },
  { additionalProperties: false },
);
export type ReadFromFile = Static<typeof ReadFromFile>;

const person = {
  /** JSON Resume, https://jsonresume.org/schema; validated by capture-service before it enters an event. */
  resume: Type.Record(Type.String(), Type.Unknown()),
  preferences: Preferences,
  documents: Type.Array(DocumentReference, { maxItems: 20 }),
};

export const candidateEvents = {
  registered: defineEvent('countersign.candidate.registered.v1', person),
  /** `readFromFile` stands for as long as the resume that was read is among the documents. */
  resumeUpdated: defineEvent('countersign.candidate.resume_updated.v1', { ...person, readFromFile: Type.Optional(ReadFromFile) }),
  erased: defineEvent('countersign.candidate.erased.v1', {}),
} as const;
export type CandidateEvent = EventOf<typeof candidateEvents>;
