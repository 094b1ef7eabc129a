import type { DocumentReference, Preferences, ReadFromFile } from '@countersign/contracts';

/** Whose answers are looked for: everything the candidate told us. */
export interface CandidateFacts {
  /** A JSON Resume. */
  readonly resume: Record<string, unknown>;
  readonly preferences: Preferences;
  readonly documents: readonly DocumentReference[];
  /** What was read out of the text of an uploaded resume. */
  readonly readFromFile?: ReadFromFile;
}

/** What the application is for. */
export interface ApplicationContext {
  readonly company: string;
  readonly title: string;
}
