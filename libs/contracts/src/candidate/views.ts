import type { DocumentReference, Preferences, ReadFromFile } from './events.ts';

export interface CandidateView {
  id: string;
  name: string | null;
  email: string | null;
  resume: Record<string, unknown>;
  preferences: Preferences;
  documents: DocumentReference[];
  /** What was read out of the text of an uploaded resume; null: nothing was uploaded. */
  readFromFile: ReadFromFile | null;
  registeredAt: string;
  version: number;
}
